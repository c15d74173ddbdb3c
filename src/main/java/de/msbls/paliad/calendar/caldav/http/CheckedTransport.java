package de.msbls.paliad.calendar.caldav.http;

import de.msbls.paliad.calendar.caldav.http.TransportException.Reason;
import de.msbls.paliad.calendar.caldav.http.trust.AddressPolicy;
import de.msbls.paliad.calendar.caldav.watch.RequestWatch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to addresses that users and servers name.
 *
 * <ul>
 *   <li>Every hop goes to an origin that the caller's home {@linkplain Origin#trusts trusts}, and to an address that was resolved and
 *       checked before; TCP connects to that very address, while Host, SNI and the certificate's name stay the host's.
 *   <li>Redirects (301, 302, 307, 308) keep the method, at most {@value #MAX_REDIRECTS}.
 *   <li>The deadline covers everything from the call to the last byte of the answer; after it no byte of the call leaves, even
 *       where the process stood still meanwhile.
 *   <li>GET, PROPFIND and REPORT are repeated when the connection closes before the answer; any other method only when no byte
 *       of it had left.
 * </ul>
 *
 * An answer arrives on the Vert.x context that the call was made from; without one, on whatever thread had it last. Failures are
 * {@link TransportException}s.
 */
public final class CheckedTransport {

    private static final int MAX_REDIRECTS = 5;
    private static final int CONNECTIONS_PER_SERVER = 64;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 15;

    /** A server that closes its kept connections unannounced may have closed several of them. */
    private static final int MOST_REPEATS = 3;

    private final TransportLimits limits;
    private final CheckedAddresses addresses;
    private final AccountTurns turns;
    private final List<RequestWatch> watches;
    private final ClosingServers closing = new ClosingServers();
    private final HttpClient cleartext;
    private final HttpClient encrypted;
    private final HttpClient unkept;

    /**
     * @param trusted NULL: the public authorities alone
     * @param proxy that https goes through; NULL: none
     */
    public CheckedTransport(
            Vertx vertx,
            AddressPolicy policy,
            TransportLimits limits,
            @Nullable TrustOptions trusted,
            @Nullable URI proxy,
            List<RequestWatch> watches) {
        this.limits = limits;
        this.addresses = new CheckedAddresses(policy);
        this.turns = new AccountTurns(limits.callsPerAccount());
        this.watches = watches;
        this.cleartext = vertx.createHttpClient(options());
        // HTTP/2 is negotiated by ALPN only: in cleartext it would be spoken unasked, which CalDAV servers refuse.
        this.encrypted = vertx.createHttpClient(options()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setProxyOptions(options(proxy))
                .setTrustOptions(trusted));
        this.unkept = vertx.createHttpClient(
                options().setKeepAlive(false).setProxyOptions(options(proxy)).setTrustOptions(trusted));
    }

    private static @Nullable ProxyOptions options(@Nullable URI proxy) {
        return proxy == null
                ? null
                : new ProxyOptions().setHost(proxy.getHost()).setPort(proxy.getPort());
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_SERVER)
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(true)
                // Its spans would name paths, and with them users; its headers would tell strangers of our traces.
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    /** Makes a call when it is the account's turn. Cancelling resets the connection. */
    public Uni<Answer> send(Call call, Caller caller) {
        return Uni.createFrom().deferred(() -> {
            Attempt attempt = new Attempt(limits.deadline());
            return turns.inTurn(
                            caller.account(),
                            () -> WatchedCall.of(call, watches, () -> follow(call, caller, attempt, 0)))
                    .ifNoItem()
                    .after(limits.deadline())
                    .recoverWithUni(
                            () -> Uni.createFrom().failure(TransportException.timeout(attempt.certainlyNotSent())))
                    .emitOn(CallersContext.current());
        });
    }

    private Uni<Answer> follow(Call call, Caller caller, Attempt attempt, int redirects) {
        return hop(call, caller, attempt).chain(answer -> {
            if (!answer.isRedirect()) {
                return Uni.createFrom().item(answer);
            }
            if (redirects == MAX_REDIRECTS) {
                throw TransportException.badRedirect("too many redirects");
            }
            return follow(call.at(redirectTarget(answer)), caller, attempt, redirects + 1);
        });
    }

    private static URI redirectTarget(Answer answer) {
        String location = answer.header("Location");
        if (location == null) {
            throw TransportException.badRedirect("a redirect without a target");
        }
        try {
            return answer.source().resolve(location.strip());
        } catch (IllegalArgumentException malformed) {
            throw TransportException.badRedirect("a redirect to no address");
        }
    }

    private Uni<Answer> hop(Call call, Caller caller, Attempt attempt) {
        Origin origin = Origin.of(call.target());
        check(origin, caller);
        attempt.again();
        return addresses
                .of(origin.host())
                .chain(found -> toOneOf(found, origin, call, caller, attempt))
                .onFailure(failure -> mayRepeat(failure, call))
                .retry()
                .atMost(MOST_REPEATS);
    }

    private void check(Origin origin, Caller caller) {
        if (!origin.secure() && !limits.allowHttp()) {
            throw TransportException.refused("unencrypted http is not allowed");
        }
        if (!caller.home().trusts(origin)) {
            throw TransportException.refused("the credentials are not for that origin");
        }
    }

    private Uni<Answer> toOneOf(List<InetAddress> found, Origin origin, Call call, Caller caller, Attempt attempt) {
        Uni<Answer> first = Exchange.run(
                        connections(origin, call), options(found.get(0), origin, call, caller), call, attempt)
                .invoke(answer -> closing.answered(origin, call, answer))
                .onFailure(CheckedTransport::isClosed)
                .invoke(failure -> closing.closed(origin));
        List<InetAddress> others = found.subList(1, found.size());
        return others.isEmpty()
                ? first
                : first.onFailure(CheckedTransport::isUnreachable)
                        .recoverWithUni(() -> toOneOf(others, origin, call, caller, attempt));
    }

    private HttpClient connections(Origin origin, Call call) {
        if (closing.concern(origin, call)) {
            return unkept;
        }
        return origin.secure() ? encrypted : cleartext;
    }

    private static RequestOptions options(InetAddress address, Origin origin, Call call, Caller caller) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setServer(SocketAddress.inetSocketAddress(origin.port(), address.getHostAddress()))
                .setHost(origin.host())
                .setPort(origin.port())
                .setSsl(origin.secure())
                .setURI(pathAndQuery(call.target()))
                .putHeader("User-Agent", "Paliad-Calendar")
                .putHeader("Accept-Encoding", "gzip")
                .putHeader("Authorization", caller.credentials().header());
        call.headers().forEach(options::putHeader);
        return options;
    }

    private static String pathAndQuery(URI target) {
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery();
        return query == null ? path : path + "?" + query;
    }

    private static boolean isUnreachable(Throwable failure) {
        return failure instanceof TransportException transport && transport.reason() == Reason.UNREACHABLE;
    }

    private static boolean isClosed(Throwable failure) {
        return failure instanceof TransportException transport && transport.reason() == Reason.CLOSED_UNANSWERED;
    }

    private static boolean mayRepeat(Throwable failure, Call call) {
        return isClosed(failure) && (call.isSafe() || ((TransportException) failure).certainlyNotSent());
    }

    /** Closes every connection; calls under way fail. */
    public void close() {
        cleartext.close();
        encrypted.close();
        unkept.close();
    }
}
