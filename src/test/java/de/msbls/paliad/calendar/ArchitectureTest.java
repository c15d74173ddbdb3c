package de.msbls.paliad.calendar;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import de.msbls.paliad.calendar.caldav.request.DavRequests;
import de.msbls.paliad.calendar.caldav.request.Faults;
import de.msbls.paliad.calendar.platform.auth.Caller;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.util.Arrays;

/** The walls of the house. ARCHITECTURE.md shows them as a map. */
@AnalyzeClasses(packages = ArchitectureTest.HOUSE, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static final String HOUSE = "de.msbls.paliad.calendar";

    @ArchTest
    static final ArchRule caldavKnowsNothingElseOfOurs = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".caldav..")
            .should()
            .dependOnClassesThat(resideInAPackage(HOUSE + "..").and(not(resideInAPackage(HOUSE + ".caldav.."))));

    @ArchTest
    static final ArchRule icalKnowsNothingElseOfOursAndNoHttp = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".ical..")
            .should()
            .dependOnClassesThat(resideInAPackage(HOUSE + "..")
                    .and(not(resideInAPackage(HOUSE + ".ical..")))
                    .or(resideInAnyPackage("io.vertx..", "jakarta.ws.rs..", "java.net.http..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule caldavKnowsNoDatabase = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".caldav..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "javax.sql..", "io.vertx..sqlclient..", "io.vertx..pgclient.."));

    /** Callers go through CalDavClient; how it makes its requests is its own affair. */
    @ArchTest
    static final ArchRule nobodyPassesByTheDoorOfCaldav = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".caldav..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(HOUSE + ".caldav.http..", HOUSE + ".caldav.xml..")
                    .or(belongToAnyOf(DavRequests.class, Faults.class)));

    @ArchTest
    static final ArchRule onlySyncKnowsBothCalendarObjectsAndTheDatabase = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + ".sync..", HOUSE + ".ical..")
            .and()
            .resideOutsideOfPackage(HOUSE + ".dev..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOUSE + ".ical..");

    @ArchTest
    static final ArchRule noFeatureKnowsTheSync = noClasses()
            .that()
            .resideOutsideOfPackages(
                    HOUSE + ".sync..", HOUSE + ".oversight..", HOUSE + ".administration..", HOUSE + ".dev..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOUSE + ".sync..");

    /** It asks the sync's own SQL what is in scope, and its own function for a UID, so that there is one truth of each. */
    @ArchTest
    static final ArchRule theOversightKnowsOnlySlicesAndUidsOfTheSync = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".oversight..")
            .should()
            .dependOnClassesThat(resideInAPackage(HOUSE + ".sync..")
                    .and(not(resideInAPackage(HOUSE + ".sync.slice..")))
                    .and(not(simpleName("TargetUid"))));

    @ArchTest
    static final ArchRule theAdministrationKnowsOnlyWordsForStatesOfTheSync = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".administration..")
            .should()
            .dependOnClassesThat(resideInAPackage(HOUSE + ".sync..").and(not(simpleName("AccountState"))));

    /** By her role an admin sees no appointments, so nothing that shows one is in her reach. */
    @ArchTest
    static final ArchRule theAdministrationKnowsNoAppointments = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".administration..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(HOUSE + ".appointment..", HOUSE + ".conflict..", HOUSE + ".ical.."));

    /** Every feature may tell it something. */
    @ArchTest
    static final ArchRule theAuditTrailKnowsThePlatformAlone = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".audit..")
            .should()
            .dependOnClassesThat(resideInAPackage(HOUSE + "..")
                    .and(not(resideInAnyPackage(HOUSE + ".audit..", HOUSE + ".platform.."))));

    @ArchTest
    static final ArchRule theConnectionKnowsOnlyPathsOfBindings = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".connection..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage(HOUSE + ".binding..").and(not(resideInAPackage(HOUSE + ".binding.path.."))));

    @ArchTest
    static final ArchRule nobodyKnowsWhatOnlyTheApiShows = noClasses()
            .that()
            .resideOutsideOfPackages(
                    HOUSE + ".oversight..", HOUSE + ".conflict..", HOUSE + ".history..", HOUSE + ".administration..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    HOUSE + ".oversight..", HOUSE + ".conflict..", HOUSE + ".history..", HOUSE + ".administration.."));

    @ArchTest
    static final ArchRule thePlatformKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".platform..")
            .should()
            .dependOnClassesThat(resideInAPackage(HOUSE + "..").and(not(resideInAPackage(HOUSE + ".platform.."))));

    /** The engine stays readable: what is measured and traced of it stands apart. */
    @ArchTest
    static final ArchRule measuringStandsApart = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + ".sync.measure..", HOUSE + ".platform.measure..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.micrometer..", "io.opentelemetry.."));

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(HOUSE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule blockingJdbcIsForTheMigrationAlone = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + ".platform.database..", HOUSE + ".dev..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..", "io.agroal.."));

    /** SQL reaches the database through prepared queries, and only repositories prepare them. */
    @ArchTest
    static final ArchRule sqlStandsInRepositories = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .and()
            .resideOutsideOfPackage(HOUSE + ".dev..")
            .should()
            .callMethodWhere(target(nameMatching("query|preparedQuery|prepare"))
                    .and(target(owner(resideInAnyPackage("io.vertx..sqlclient..", "io.vertx..pgclient..")))));

    @ArchTest
    static final ArchRule nobodyWaitsOnAnEventLoop = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + ".platform.database..", HOUSE + ".dev..")
            .and()
            .doNotHaveFullyQualifiedName(HOUSE + ".sync.WorkerStart") // it drains on the thread that ends the process
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait");

    @ArchTest
    static final ArchRule resourcesAreAuthenticated = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .and()
            .resideOutsideOfPackages(HOUSE + ".administration..", HOUSE + ".dev..")
            .should()
            .beAnnotatedWith(Authenticated.class);

    @ArchTest
    static final ArchRule theAdministrationIsForAdmins = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .and()
            .resideInAPackage(HOUSE + ".administration..")
            .should()
            .beAnnotatedWith(allowed(Caller.ADMIN));

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors =
            fields().should().notBeAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule thereIsNoStaticState =
            fields().that().areStatic().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule namesSayWhatAClassIsFor =
            noClasses().should().haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)");

    private static DescribedPredicate<JavaAnnotation<?>> allowed(String role) {
        return DescribedPredicate.describe(
                "@RolesAllowed(" + role + ")",
                annotation -> annotation.getRawType().isEquivalentTo(RolesAllowed.class)
                        && Arrays.equals((String[]) annotation.get("value").orElseThrow(), new String[] {role}));
    }
}
