package org.parlour.labcore.registrar;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.sip.SipUri;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;

/// Answers REGISTER (RFC 3261 §10.3). Owned by the core's event loop.
public final class Registrar {
  private static final int DEFAULT_EXPIRES = 3600;
  private static final int SHORTEST = 5;

  private final Location location;
  private final DigestServer digest;
  private final Domains domains;
  private final InstantSource clock;
  private final int longest;

  /// @param longest seconds granted at most
  public Registrar(
      Location location, DigestServer digest, Domains domains, InstantSource clock, int longest) {
    this.location = location;
    this.digest = digest;
    this.domains = domains;
    this.clock = clock;
    this.longest = longest;
  }

  /// The answer to a REGISTER, and what it changed.
  ///
  /// @param user the registered public identity; null when nothing was changed
  /// @param expires seconds, 0 for a deregistration
  /// @param initial the user had no binding before
  public record Result(SipResponse response, @Nullable String user, int expires, boolean initial) {
    static Result refused(SipResponse response) {
      return new Result(response, null, 0, false);
    }
  }

  public Result register(SipRequest request, SipFlow flow) {
    String user;
    try {
      SipUri to = SipUri.parse(SipAddress.parse(headerOf(request, HeaderName.TO)).uri());
      if (!domains.serves(to)) {
        return Result.refused(request.response(404, Tokens.tag()));
      }
      user = to.addressOfRecord();
      DigestServer.Outcome outcome =
          digest.check(request.headers().all(HeaderName.AUTHORIZATION), request.method());
      return switch (outcome) {
        case DigestServer.Outcome.Challenged challenged -> challenge(request, challenged);
        case DigestServer.Outcome.Accepted accepted ->
            isOwner(accepted.userName(), to)
                ? bind(request, flow, user)
                : Result.refused(request.response(403, Tokens.tag()));
      };
    } catch (MalformedSipException e) {
      return Result.refused(request.response(400, Tokens.tag()));
    }
  }

  /// The login may be the user part or the whole `user@domain`.
  public static boolean isOwner(String login, SipUri user) {
    return login.equals(user.user()) || login.equals(user.user() + '@' + user.at().host());
  }

  private static String headerOf(SipRequest request, String name) {
    return request.headers().firstOr(name, "");
  }

  private static Result challenge(SipRequest request, DigestServer.Outcome.Challenged challenged) {
    SipResponse response = request.response(401, Tokens.tag());
    challenged.challenges().forEach(c -> response.headers().add(HeaderName.WWW_AUTHENTICATE, c));
    return Result.refused(response);
  }

  private Result bind(SipRequest request, SipFlow flow, String user) throws MalformedSipException {
    List<String> wanted = request.headers().all(HeaderName.CONTACT);
    List<Binding> before = location.of(user);
    int header = seconds(request.headers().first(HeaderName.EXPIRES), DEFAULT_EXPIRES);
    if (wanted.equals(List.of("*"))) {
      if (header != 0) {
        return Result.refused(request.response(400, Tokens.tag()));
      }
      before.forEach(binding -> location.remove(user, binding));
      return new Result(answer(request, user, 0), user, 0, false);
    }
    int granted = 0;
    for (String contact : wanted) {
      int expires = seconds(HeaderText.parameter(contact, "expires"), header);
      if (expires > 0 && expires < SHORTEST) {
        SipResponse response = request.response(423, Tokens.tag());
        response.headers().add(HeaderName.MIN_EXPIRES, Integer.toString(SHORTEST));
        return Result.refused(response);
      }
      Result outOfOrder = apply(request, flow, user, contact, Math.min(expires, longest));
      if (outOfOrder != null) {
        return outOfOrder;
      }
      granted = Math.max(granted, Math.min(expires, longest));
    }
    boolean query = wanted.isEmpty();
    SipResponse response = answer(request, user, granted);
    return new Result(response, query ? null : user, left(user, granted), before.isEmpty());
  }

  /// A user with another binding left stays registered when one is removed.
  private int left(String user, int granted) {
    return location.of(user).stream()
        .mapToInt(binding -> (int) ((binding.expiresAt() - clock.millis() + 999) / 1000))
        .max()
        .orElse(granted);
  }

  private @Nullable Result apply(
      SipRequest request, SipFlow flow, String user, String contact, int expires) {
    SipAddress address = SipAddress.parse(contact);
    for (Binding known : location.of(user)) {
      if (known.uri().equals(address.uri())) {
        if (known.callId().equals(request.callId()) && request.cseq() <= known.cseq()) {
          return Result.refused(request.response(500, Tokens.tag()));
        }
        location.remove(user, known);
      }
    }
    if (expires > 0) {
      String parameters =
          HeaderText.withoutParameter(
              HeaderText.withoutParameter(address.parameters(), "expires"), "q");
      location.put(
          user,
          new Binding(
              address.uri(),
              parameters,
              priority(address.parameter("q")),
              clock.millis() + expires * 1000L,
              request.callId(),
              request.cseq(),
              flow));
    }
    return null;
  }

  private SipResponse answer(SipRequest request, String user, int granted) {
    SipResponse response = request.response(200, Tokens.tag());
    long now = clock.millis();
    boolean gruus = supportsGruu(request);
    for (Binding binding : location.of(user)) {
      long seconds = Math.max(1, (binding.expiresAt() - now + 999) / 1000);
      String gruu = gruus ? binding.gruu(user) : null;
      response
          .headers()
          .add(
              HeaderName.CONTACT,
              '<'
                  + binding.uri()
                  + '>'
                  + binding.parameters()
                  + (gruu == null ? "" : ";pub-gruu=" + HeaderText.quote(gruu))
                  + ";expires="
                  + seconds);
    }
    response
        .headers()
        .add(HeaderName.EXPIRES, Integer.toString(granted))
        .add(HeaderName.ASSOCIATED_URI, '<' + user + '>');
    return response;
  }

  private static boolean supportsGruu(SipRequest request) {
    return request.headers().all(HeaderName.SUPPORTED).stream()
        .flatMap(value -> HeaderText.split(value, ',').stream())
        .anyMatch("gruu"::equalsIgnoreCase);
  }

  private static int seconds(@Nullable String text, int otherwise) throws MalformedSipException {
    if (text == null) {
      return otherwise;
    }
    try {
      long seconds = Long.parseLong(text.strip());
      if (seconds >= 0) {
        return (int) Math.min(seconds, Integer.MAX_VALUE);
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw new MalformedSipException("expires: " + text + " (expected: seconds)");
  }

  private static int priority(@Nullable String q) {
    try {
      return q == null ? 1000 : (int) Math.round(Double.parseDouble(q) * 1000);
    } catch (NumberFormatException e) {
      return 1000;
    }
  }
}
