package de.msbls.paliad.calendar.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of this service, under {@code paliad.*}. README.md documents each. */
@ConfigMapping(prefix = "paliad")
public interface PaliadConfig {

    /** Which half of the service this process is. */
    @WithDefault("all")
    Role role();

    /** Whether this process migrates the schema at start-up; {@code only}: it does that and ends. */
    @WithDefault("true")
    Migrate migrate();

    /** Whether a package built with {@code -Pembedded} brings its own PostgreSQL up; for a trial, not for a firm. */
    @WithDefault("false")
    boolean embeddedDatabase();

    Caldav caldav();

    Credentials credentials();

    Users users();

    Worker worker();

    Guard guard();

    Sync sync();

    Metrics metrics();

    Log log();

    Retention retention();

    Webhook webhook();

    Api api();

    Database database();

    interface Api {

        /** How many requests a user may make a second in the long run, at each process. */
        @WithDefault("20")
        @Min(1)
        int requestsPerSecond();

        /** How many she may make at once, after a while without any. */
        @WithDefault("100")
        @Min(1)
        int burst();

        /** How long a POST with an {@code Idempotency-Key} may be repeated without making anything again. */
        @WithDefault("24h")
        Duration idempotencyKeep();
    }

    interface Database {

        /**
         * How many may wait for a connection of the pool at once. Requests fill at most half of it: a burst of them leaves room
         * for ticks and probes.
         */
        @WithDefault("512")
        @Min(2)
        int waitQueue();
    }

    interface Webhook {

        /** Where the firm's own system is told of connections and guards that need a person. */
        Optional<URI> url();

        /** What the requests are signed with: base64, with or without {@code whsec_} before it (standardwebhooks.com). */
        Optional<String> secret();
    }

    interface Log {

        /** How long a row of the sync log is kept after its last tick. */
        @WithDefault("30d")
        Duration retention();
    }

    interface Retention {

        /** How long a conflict is kept after it was resolved; an open one stays. */
        @WithDefault("90d")
        Duration resolvedConflicts();

        /** How long the audit trail is kept. */
        @WithDefault("3650d")
        Duration audit();
    }

    enum Role {
        ALL,
        API,
        WORKER
    }

    enum Migrate {
        TRUE,
        FALSE,
        ONLY
    }

    interface Caldav {

        /** Internal networks (CIDR) that a CalDAV server may stand in; all others that are not public are refused. */
        Optional<List<String>> allowedNetworks();

        /** Whether a CalDAV server may be reached over unencrypted http. */
        @WithDefault("false")
        boolean allowHttp();

        /** PEM files of authorities that are trusted beside the public ones: a firm's own. */
        Optional<List<Path>> trustedCertificates();

        /** An HTTP proxy that https goes through, by CONNECT to the address that was checked: {@code http://proxy.firm.example:3128}. */
        Optional<URI> proxy();

        /** From the start of one request to the last byte of its answer. */
        @WithDefault("30s")
        Duration requestTimeout();

        /** How often a minute a user may have a process try a connection or give it a new password. */
        @WithDefault("20")
        @Min(1)
        int loginsPerMinute();

        /** How many requests may run at once on one account. */
        @WithDefault("4")
        @Min(1)
        @Max(32)
        int connectionsPerAccount();
    }

    interface Credentials {

        /** Master keys, each {@code id:base64 of 32 bytes}. The first wraps new data keys, the others still open old ones. */
        Optional<List<String>> keys();
    }

    interface Users {

        /** Whether the first valid write of an unknown user inserts her. */
        @WithDefault("false")
        boolean provision();
    }

    interface Worker {

        /** How long a worker rests before it looks for due accounts again, unless a notification wakes it. */
        @WithDefault("5s")
        Duration pollInterval();

        /** How many accounts one process works on at once. */
        @WithDefault("8")
        @Min(1)
        int accounts();

        /** How many of them may be on one calendar server, so that a slow one leaves turns to the others. */
        @WithDefault("6")
        @Min(1)
        int accountsPerHost();

        /** How long a claim lasts before it must be renewed; renewed at a third of it. */
        @WithDefault("90s")
        Duration lease();

        /** How long one account may take while others wait for their turn; it goes on when they had theirs. */
        @WithDefault("5m")
        Duration turn();

        /** How long a process that is told to end goes on with what it has begun; then it hands its accounts back. */
        @WithDefault("20s")
        Duration grace();
    }

    interface Guard {

        /** So many deletions in one tick always pass. */
        @WithDefault("10")
        @Min(0)
        int deletions();

        /** So many percent of what stands there always pass. */
        @WithDefault("20")
        @Min(0)
        @Max(100)
        int percent();

        /** A side that had at least so many objects and is suddenly empty holds the deletions, however few they are. */
        @WithDefault("2")
        @Min(1)
        int emptiedFrom();

        /** How long deletions for lost access are held before they are carried out. */
        @WithDefault("4h")
        Duration accessHold();
    }

    interface Sync {

        /** What ended longer ago is not created anew. */
        @WithDefault("180d")
        Duration windowPast();

        /** How long after a PUT a server's listing may still lag behind: until then, missing is not deleted. */
        @WithDefault("10m")
        Duration listingLag();

        /** How long an account rests between two looks at its server just after something has moved there or here. */
        @WithDefault("15s")
        Duration activeInterval();

        /** How long a quiet account rests between two looks at its server. */
        @WithDefault("5m")
        Duration quietInterval();

        /** A complete listing and a complete comparison of every slice at least this often, whatever ctags say. */
        @WithDefault("1d")
        Duration completeInterval();
    }

    interface Metrics {

        /** How old the numbers of what waits in the database may be. */
        @WithDefault("15s")
        Duration queueInterval();
    }
}
