package org.parlour.contracts.routing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.parlour.protocol.address.ImAddress;

/// The public service identities of one IM domain (decisions D-04, D-26).
///
/// @param host for example `im.example.org`; every URI of this host is ours
/// @param factories the Conference-factory-URIs (F)
/// @param exploders the URIs that take a pager message for a URI list
public record ImDomain(String host, Set<ImAddress> factories, Set<ImAddress> exploders) {
  /// The token of S: `s-` and 26 lower-case Crockford base32 characters.
  private static final String SESSION_USER = "s-[0-9a-hjkmnp-tv-z]{26}";

  private static final String DOCUMENTS_USER = "xcap-diff";
  private static final String DOCUMENTS_OF = "of";

  public ImDomain {
    factories = Set.copyOf(factories);
    exploders = Set.copyOf(exploders);
  }

  /// The names that architecture §9 gives: `conference-factory` and `exploder` at `host`.
  public static ImDomain ofHost(String host) {
    return new ImDomain(
        host,
        Set.of(ImAddress.sip("conference-factory", host)),
        Set.of(ImAddress.sip("exploder", host)));
  }

  public boolean owns(ImAddress address) {
    return address.host().equalsIgnoreCase(host);
  }

  /// Exactly F: a URI with other parameters is still F.
  public boolean isFactory(ImAddress address) {
    return factories.contains(address.canonical());
  }

  public boolean isExploder(ImAddress address) {
    return exploders.contains(address.canonical());
  }

  /// The service that tells users of changes of their documents (RFC 5875).
  public ImAddress documents() {
    return ImAddress.sip(DOCUMENTS_USER, host);
  }

  /// Our Contact in a dialog about documents: whoever reads it finds the aggregate again.
  ///
  /// @param key a user's, or that of a subscription of ours
  public ImAddress documentsOf(AggregateKey key) {
    return documents()
        .withParameter(
            DOCUMENTS_OF, HexFormat.of().formatHex(key.value().getBytes(StandardCharsets.UTF_8)));
  }

  /// Whether `address` is that service, of whichever user.
  public boolean isDocuments(ImAddress address) {
    return owns(address) && address.user().equals(DOCUMENTS_USER);
  }

  /// The key that [#documentsOf] put into `address`; empty when nobody did.
  public Optional<AggregateKey> keyOfDocuments(ImAddress address) {
    if (!isDocuments(address)) {
      return Optional.empty();
    }
    try {
      return address
          .parameter(DOCUMENTS_OF)
          .map(hex -> new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8))
          .flatMap(this::keyOfDocuments);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<AggregateKey> keyOfDocuments(String text) {
    AggregateKey key = new AggregateKey(text);
    if (key.isUpstream()) {
      return Optional.of(AggregateKey.ofUpstream(key.upstreamSubject()));
    }
    ImAddress user = ImAddress.parse(text);
    return owns(user)
        ? Optional.empty()
        : Optional.of(new AggregateKey(user.canonical().toString()));
  }

  /// Whether `address` has the shape of an ad-hoc S, running or not (D-10).
  public boolean isAdHocSession(ImAddress address) {
    return owns(address) && address.user().matches(SESSION_USER);
  }

  /// Whether `address` has the shape of a group's S: G plus `;session=`.
  public boolean isGroupSession(ImAddress address) {
    return owns(address) && address.parameter("session").isPresent();
  }

  /// Whether `address` has the shape of any S.
  public boolean isSession(ImAddress address) {
    return isAdHocSession(address) || isGroupSession(address);
  }

  /// The ad-hoc IM Session Identity with this token.
  public ImAddress adHocSession(String token) {
    return ImAddress.sip("s-" + token, host);
  }
}
