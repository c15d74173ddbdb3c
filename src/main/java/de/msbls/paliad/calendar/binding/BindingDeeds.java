package de.msbls.paliad.calendar.binding;

import de.msbls.paliad.calendar.audit.Act;
import de.msbls.paliad.calendar.audit.Deed;
import de.msbls.paliad.calendar.binding.path.CalendarPath;
import java.util.UUID;

/** What the audit trail tells of a binding. */
final class BindingDeeds {

    private static final String DISPLAY_NAME = "display_name";
    private static final String SCOPE_KIND = "scope_kind";
    private static final String SCOPE_ID = "scope_id";
    private static final String INCLUDE_PERSONAL = "include_personal";
    private static final String DETAIL = "detail";
    private static final String ENABLED = "enabled";

    private BindingDeeds() {}

    static Deed made(UUID id, CalendarPath calendar, BindingSettings settings) {
        return Deed.of(Act.BINDING_MADE, id)
                .withText("calendar_path", calendar.path())
                .withText(DISPLAY_NAME, settings.displayName())
                .with(SCOPE_KIND, settings.scopeKind().word())
                .with(SCOPE_ID, settings.scopeId())
                .with(INCLUDE_PERSONAL, settings.includePersonal())
                .with(DETAIL, settings.detail().word())
                .with(ENABLED, settings.enabled());
    }

    static Deed changed(UUID id, BindingSettings old, BindingSettings changed) {
        return Deed.of(Act.BINDING_CHANGED, id)
                .withTextChange(DISPLAY_NAME, old.displayName(), changed.displayName())
                .withChange(
                        SCOPE_KIND, old.scopeKind().word(), changed.scopeKind().word())
                .withChange(SCOPE_ID, old.scopeId(), changed.scopeId())
                .withChange(INCLUDE_PERSONAL, old.includePersonal(), changed.includePersonal())
                .withChange(DETAIL, old.detail().word(), changed.detail().word())
                .withChange(ENABLED, old.enabled(), changed.enabled());
    }

    static Deed removed(UUID id, boolean keepRemote) {
        return Deed.of(Act.BINDING_REMOVED, id).with("keep_remote", keepRemote);
    }
}
