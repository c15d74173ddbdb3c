package de.msbls.paliad.calendar.platform.http;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.config.PaliadConfig.Role;
import de.msbls.paliad.calendar.platform.problem.EarlyAnswers;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A process that only works has no API: {@code paliad.role=worker}. */
@ApplicationScoped
public class WorkerOnly {

    private static final int BEFORE_AUTHENTICATION = 9_000;
    private static final String API = "/api/";

    private final boolean hasApi;
    private final EarlyAnswers answers;

    WorkerOnly(PaliadConfig config, EarlyAnswers answers) {
        this.hasApi = config.role() != Role.WORKER;
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        if (!hasApi) {
            filters.register(this::refuseApi, BEFORE_AUTHENTICATION);
        }
    }

    private void refuseApi(RoutingContext context) {
        if (context.normalizedPath().startsWith(API)) {
            answers.end(context, ProblemType.NOT_FOUND.problem("This process has no API"));
        } else {
            context.next();
        }
    }
}
