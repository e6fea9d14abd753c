package org.parlour.contracts.sip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// The headers of a message that we originate beyond those that make its dialog and transaction.
/// The edge knows how each is written; the core only says which and with what value. `User-Agent`
/// or `Server`, `Date` and `Content-*` are the edge's.
///
/// @param contact our Contact; null for none
/// @param focus Contact gets `;isfocus;+g.oma.sip-im`
/// @param assertedIdentity P-Asserted-Identity
/// @param privacyId `Privacy: id`
/// @param acceptContact `Accept-Contact: *;+g.oma.sip-im`
/// @param warning the edge adds the agent
/// @param carried headers that pass between legs unchanged, by name: Subject, P-Charging-Vector, …
public record SipHeaders(
    @Nullable ImAddress contact,
    boolean focus,
    @Nullable NameAddress assertedIdentity,
    boolean privacyId,
    boolean acceptContact,
    List<String> allow,
    List<String> allowEvents,
    List<String> supported,
    List<String> require,
    List<String> unsupported,
    @Nullable SessionExpires sessionExpires,
    @Nullable Integer minSe,
    @Nullable Integer expires,
    @Nullable EventPackage event,
    @Nullable SubscriptionState subscriptionState,
    @Nullable Warning warning,
    @Nullable Integer retryAfter,
    @Nullable Reason reason,
    Map<String, String> carried) {
  public static final SipHeaders NONE = builder().build();

  public SipHeaders {
    allow = List.copyOf(allow);
    allowEvents = List.copyOf(allowEvents);
    supported = List.copyOf(supported);
    require = List.copyOf(require);
    unsupported = List.copyOf(unsupported);
    carried = Map.copyOf(carried);
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Names only what a message needs.
  public static final class Builder {
    private @Nullable ImAddress contact;
    private boolean focus;
    private @Nullable NameAddress assertedIdentity;
    private boolean privacyId;
    private boolean acceptContact;
    private List<String> allow = List.of();
    private List<String> allowEvents = List.of();
    private List<String> supported = List.of();
    private List<String> require = List.of();
    private List<String> unsupported = List.of();
    private @Nullable SessionExpires sessionExpires;
    private @Nullable Integer minSe;
    private @Nullable Integer expires;
    private @Nullable EventPackage event;
    private @Nullable SubscriptionState subscriptionState;
    private @Nullable Warning warning;
    private @Nullable Integer retryAfter;
    private @Nullable Reason reason;
    private Map<String, String> carried = Map.of();

    private Builder() {}

    /// Contact with `;isfocus;+g.oma.sip-im`.
    public Builder focusContact(ImAddress session) {
      contact = session;
      focus = true;
      return this;
    }

    public Builder contact(ImAddress address) {
      contact = address;
      return this;
    }

    public Builder assertedIdentity(@Nullable NameAddress identity) {
      assertedIdentity = identity;
      return this;
    }

    public Builder privacyId(boolean asked) {
      privacyId = asked;
      return this;
    }

    public Builder acceptContact() {
      acceptContact = true;
      return this;
    }

    public Builder allow(List<String> methods) {
      allow = methods;
      return this;
    }

    public Builder allowEvents(String... packages) {
      allowEvents = List.of(packages);
      return this;
    }

    public Builder supported(String... tags) {
      supported = List.of(tags);
      return this;
    }

    public Builder require(String... tags) {
      require = List.of(tags);
      return this;
    }

    public Builder unsupported(List<String> tags) {
      unsupported = tags;
      return this;
    }

    public Builder sessionExpires(@Nullable SessionExpires value) {
      sessionExpires = value;
      return this;
    }

    public Builder minSe(int seconds) {
      minSe = seconds;
      return this;
    }

    public Builder expires(int seconds) {
      expires = seconds;
      return this;
    }

    public Builder event(EventPackage value) {
      event = value;
      return this;
    }

    public Builder subscriptionState(SubscriptionState value) {
      subscriptionState = value;
      return this;
    }

    public Builder warning(@Nullable Warning value) {
      warning = value;
      return this;
    }

    public Builder retryAfter(int seconds) {
      retryAfter = seconds;
      return this;
    }

    public Builder reason(@Nullable Reason value) {
      reason = value;
      return this;
    }

    public Builder carried(Map<String, String> headers) {
      carried = headers;
      return this;
    }

    public SipHeaders build() {
      return new SipHeaders(
          contact,
          focus,
          assertedIdentity,
          privacyId,
          acceptContact,
          allow,
          allowEvents,
          supported,
          require,
          unsupported,
          sessionExpires,
          minSe,
          expires,
          event,
          subscriptionState,
          warning,
          retryAfter,
          reason,
          carried);
    }
  }
}
