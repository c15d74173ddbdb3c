package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who may read which nodes and teams. */
@ApplicationScoped
class ProjectService {

    private final Database database;
    private final ProjectRepository projects;

    ProjectService(Database database, ProjectRepository projects) {
        this.database = database;
        this.projects = projects;
    }

    Uni<Page<Project>> search(UUID userId, ProjectSearch search) {
        return database.read(client -> projects.search(client, userId, search))
                .map(rows -> Page.of(
                        rows, search.limit(), last -> Query.cursor(last.id().toString(), last.title())));
    }

    Uni<Project> get(UUID userId, UUID id) {
        return database.read(client -> projects.find(client, userId, id))
                .map(project -> project.orElseThrow(ProblemType.NOT_FOUND::problem));
    }

    /** The team of a selectable node; an admin reads every team. */
    Uni<Page<TeamMember>> team(Caller caller, UUID id) {
        return database.read(client -> mayReadTeam(client, caller, id)
                .invoke(allowed -> {
                    if (!allowed) {
                        throw ProblemType.NOT_FOUND.problem();
                    }
                })
                .chain(() -> projects.team(client, id))
                .map(members -> new Page<>(members, null)));
    }

    private Uni<Boolean> mayReadTeam(SqlClient client, Caller caller, UUID id) {
        return caller.isAdmin()
                ? projects.exists(client, id)
                : projects.kindOfSelectable(client, caller.id(), id).map(kind -> kind.isPresent());
    }
}
