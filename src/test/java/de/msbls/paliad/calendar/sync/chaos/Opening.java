package de.msbls.paliad.calendar.sync.chaos;

import static org.hamcrest.Matchers.oneOf;

import de.msbls.paliad.calendar.sync.chaos.Firm.Office;
import de.msbls.paliad.calendar.sync.chaos.Servers.Account;
import de.msbls.paliad.calendar.testing.Api;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Every lawyer connects her account over the API, and binds a calendar to all that she can see; some bind a second one. */
record Opening(URI service) {

    /**
     * Answers all bindings of an office.
     *
     * @param account that of a lawyer, by her number
     * @param hasSecond whether she binds another calendar to her own matter
     */
    List<Bound> of(Office office, IntFunction<Account> account, IntPredicate hasSecond) {
        return IntStream.range(0, office.lawyers().size())
                .parallel()
                .mapToObj(number -> bound(office, number, account.apply(number), hasSecond.test(number)))
                .flatMap(List::stream)
                .toList();
    }

    private List<Bound> bound(Office office, int number, Account account, boolean hasSecond) {
        Api api = Api.at(service, office.lawyers().get(number));
        List<Bound> bound = new ArrayList<>();
        bound.add(connected(api, account));
        if (hasSecond) {
            UUID matter = office.matters().get(number % office.matters().size());
            bound.add(bound(api, account.diaries().get(1), matter));
        }
        return bound;
    }

    private static Bound connected(Api api, Account account) {
        Diary diary = account.diaries().get(0);
        Map<String, String> connection = Map.of(
                "server_url", account.server().toString(),
                "username", account.username(),
                "password", account.password(),
                "calendar_path", diary.path());
        api.put("/api/caldav-config", connection).then().statusCode(oneOf(200, 201));
        UUID binding = api.get("/api/caldav-bindings")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getUUID("[0].id");
        return new Bound(binding, diary, new TreeMap<>());
    }

    private static Bound bound(Api api, Diary diary, UUID matter) {
        UUID binding = api.post(
                        "/api/caldav-bindings",
                        Map.of("calendar_path", diary.path(), "scope_kind", "litigation", "scope_id", matter))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
        return new Bound(binding, diary, new TreeMap<>());
    }
}
