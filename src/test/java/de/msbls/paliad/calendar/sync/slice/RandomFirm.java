package de.msbls.paliad.calendar.sync.slice;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A small firm made by chance, in the database and in memory, and what each scope holds by the plain words of it. */
final class RandomFirm {

    private static final List<String> KINDS = List.of("client", "litigation", "patent", "case", "project");

    record Node(UUID id, UUID parent, String kind) {}

    record Appointment(UUID id, UUID project, UUID creator) {}

    record Membership(UUID project, UUID user) {}

    final List<UUID> users = new ArrayList<>();
    final Map<UUID, Node> nodes = new HashMap<>();
    final List<Appointment> appointments = new ArrayList<>();
    private final Set<Membership> memberships = new HashSet<>();

    RandomFirm(FirmDatabase firm, Random random) {
        for (int i = 0; i < 3; i++) {
            users.add(firm.user("User" + i));
        }
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            UUID parent = ids.isEmpty() || random.nextInt(5) == 0 ? null : any(ids, random);
            String kind = any(KINDS, random);
            UUID id = firm.node(kind, parent, "Node " + i);
            ids.add(id);
            nodes.put(id, new Node(id, parent, kind));
        }
        for (int i = 0; i < 8; i++) {
            Membership membership = new Membership(any(ids, random), any(users, random));
            if (memberships.add(membership)) {
                firm.member(membership.project(), membership.user());
            }
        }
        for (int i = 0; i < 30; i++) {
            UUID project = random.nextInt(4) == 0 ? null : any(ids, random);
            UUID creator = any(users, random);
            appointments.add(new Appointment(firm.appointment(project, creator, "Appointment " + i), project, creator));
        }
    }

    /** The ids that the scope holds: asked of each appointment, one at a time. */
    Set<UUID> slice(Scope scope) {
        Set<UUID> slice = new HashSet<>();
        for (Appointment appointment : appointments) {
            if (visible(appointment, scope.userId()) && inScope(appointment, scope)) {
                slice.add(appointment.id());
            }
        }
        return slice;
    }

    private boolean visible(Appointment appointment, UUID user) {
        return appointment.project() == null
                ? appointment.creator().equals(user)
                : pathUp(appointment.project()).stream()
                        .anyMatch(node -> memberships.contains(new Membership(node.id(), user)));
    }

    private boolean inScope(Appointment appointment, Scope scope) {
        boolean personal = appointment.project() == null;
        switch (scope.kind()) {
            case ALL_VISIBLE:
                return true;
            case PERSONAL_ONLY:
                return personal;
            default:
        }
        Node node = nodes.get(scope.scopeId());
        if (node == null
                || (scope.kind().isHierarchy()
                        && !node.kind().equals(scope.kind().word()))) {
            return false;
        }
        if (personal) {
            return scope.includePersonal();
        }
        return scope.kind().isHierarchy()
                ? pathUp(appointment.project()).contains(node)
                : Objects.equals(appointment.project(), node.id());
    }

    private List<Node> pathUp(UUID from) {
        List<Node> path = new ArrayList<>();
        for (Node node = nodes.get(from); node != null; node = nodes.get(node.parent())) {
            path.add(node);
        }
        return path;
    }

    static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
