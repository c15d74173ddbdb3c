package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.binding.Detail;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Targets as the arrays of one statement, column by column: a hundred of them are one round trip and one plan. */
final class TargetColumns {

    private final List<Target> targets;

    /** In the order of their ids, in which they are locked (DESIGN §7). */
    private TargetColumns(List<Target> targets) {
        this.targets = targets.stream().sorted(Comparator.comparing(Target::id)).toList();
    }

    static Tuple of(List<Target> targets, ObjectSeal seal) {
        return new TargetColumns(targets).tuple(seal);
    }

    private Tuple tuple(ObjectSeal seal) {
        return Tuple.tuple()
                .addArrayOfUUID(uuids(Target::id))
                .addArrayOfUUID(uuids(Target::bindingId))
                .addArrayOfUUID(uuids(Target::appointmentId))
                .addArrayOfUUID(uuids(Target::accountId))
                .addArrayOfInteger(integers(Target::incarnation))
                .addArrayOfString(strings(target -> target.standing().word()))
                .addArrayOfString(strings(Target::uid))
                .addArrayOfString(strings(Target::href))
                .addArrayOfString(strings(Target::hrefKey))
                .addArrayOfString(strings(Target::etag))
                .addArrayOfLong(longs(Target::baseVersion))
                .addArrayOfString(strings(TargetColumns::detail))
                .addArrayOfString(strings(TargetColumns::intent))
                .addArrayOfLong(longs(TargetColumns::fence))
                .addArrayOfOffsetDateTime(column(TargetColumns::until, OffsetDateTime[]::new))
                .addArrayOfInteger(integers(Target::writes))
                .addArrayOfLong(longs(Target::writtenVersion))
                .addArrayOfString(strings(Target::reason))
                .addArrayOfLong(longs(Target::refusedVersion))
                .addArrayOfString(strings(Target::refusedEtag))
                .addValue(bytes(target -> seal.seal(target.id(), target.sent())))
                .addValue(bytes(target -> seal.seal(target.id(), target.stored())));
    }

    private static @Nullable String detail(Target target) {
        Detail detail = target.baseDetail();
        return detail == null ? null : detail.word();
    }

    private static @Nullable String intent(Target target) {
        Intent intent = target.intent();
        return intent == null ? null : intent.kind().word();
    }

    private static @Nullable Long fence(Target target) {
        Intent intent = target.intent();
        return intent == null ? null : intent.fence();
    }

    private static @Nullable OffsetDateTime until(Target target) {
        Intent intent = target.intent();
        return intent == null ? null : OffsetDateTime.ofInstant(intent.until(), ZoneOffset.UTC);
    }

    private UUID[] uuids(Function<Target, UUID> value) {
        return column(value, UUID[]::new);
    }

    private Integer[] integers(Function<Target, Integer> value) {
        return column(value, Integer[]::new);
    }

    private Long[] longs(Function<Target, @Nullable Long> value) {
        return column(value, Long[]::new);
    }

    private String[] strings(Function<Target, @Nullable String> value) {
        return column(value, String[]::new);
    }

    private Buffer[] bytes(Function<Target, byte @Nullable []> value) {
        return column(
                target -> {
                    byte[] bytes = value.apply(target);
                    return bytes == null ? null : Buffer.buffer(bytes);
                },
                Buffer[]::new);
    }

    private <T> T[] column(Function<Target, ? extends @Nullable T> value, IntFunction<T[]> array) {
        return targets.stream().map(value).toArray(array);
    }
}
