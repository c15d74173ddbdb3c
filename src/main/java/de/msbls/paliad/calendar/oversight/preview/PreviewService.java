package de.msbls.paliad.calendar.oversight.preview;

import de.msbls.paliad.calendar.binding.BindingRepository;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Looks into the scope of one of the user's bindings. */
@ApplicationScoped
class PreviewService {

    private static final int ITEMS = 5;

    private final Database database;
    private final BindingRepository bindings;
    private final PreviewRepository previews;

    PreviewService(Database database, BindingRepository bindings, PreviewRepository previews) {
        this.database = database;
        this.bindings = bindings;
        this.previews = previews;
    }

    Uni<BindingPreview> preview(UUID userId, UUID bindingId) {
        return database.read(client -> bindings.find(client, userId, bindingId)
                .map(found -> found.orElseThrow(ProblemType.NOT_FOUND::problem).body())
                .chain(binding -> previews.preview(client, binding, ITEMS)));
    }
}
