package org.parlour.xdm.document;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;

/// A condition of a rule as JSON. What cannot be read is refused: a condition that is left out
/// would make the rule one for everybody.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConditionForm.Identity.class, name = "identity"),
  @JsonSubTypes.Type(value = ConditionForm.IsListMember.class, name = "is-list-member"),
  @JsonSubTypes.Type(value = ConditionForm.AnonymousRequest.class, name = "anonymous-request"),
  @JsonSubTypes.Type(value = ConditionForm.OtherIdentity.class, name = "other-identity"),
  @JsonSubTypes.Type(value = ConditionForm.ExternalList.class, name = "external-list"),
  @JsonSubTypes.Type(value = ConditionForm.Validity.class, name = "validity"),
  @JsonSubTypes.Type(value = ConditionForm.Sphere.class, name = "sphere"),
  @JsonSubTypes.Type(value = ConditionForm.Unknown.class, name = "unknown")
})
public sealed interface ConditionForm {

  /// @param one users
  /// @param many users of domains
  record Identity(@Nullable List<String> one, @Nullable List<Many> many) implements ConditionForm {}

  /// @param domain `*` for every domain
  /// @param exceptUsers who are none of them
  /// @param exceptDomains likewise
  record Many(
      @Nullable String domain,
      @Nullable List<String> exceptUsers,
      @Nullable List<String> exceptDomains) {}

  record IsListMember() implements ConditionForm {}

  record AnonymousRequest() implements ConditionForm {}

  record OtherIdentity() implements ConditionForm {}

  /// @param anchors XCAP URIs of lists
  record ExternalList(@Nullable List<String> anchors) implements ConditionForm {}

  /// @param periods at least one
  record Validity(@Nullable List<Period> periods) implements ConditionForm {}

  /// Each a time with its offset (RFC 3339).
  record Period(@Nullable String from, @Nullable String until) {}

  /// Never holds: nobody tells us of spheres.
  record Sphere(@Nullable String value) implements ConditionForm {}

  /// Never holds.
  record Unknown() implements ConditionForm {}

  static ConditionForm of(RuleCondition condition) {
    return switch (condition) {
      case RuleCondition.Identity identity ->
          new Identity(
              texts(identity.one()), identity.many().stream().map(ConditionForm::of).toList());
      case RuleCondition.IsListMember c -> new IsListMember();
      case RuleCondition.AnonymousRequest c -> new AnonymousRequest();
      case RuleCondition.OtherIdentity c -> new OtherIdentity();
      case RuleCondition.ExternalList list -> new ExternalList(list.anchors());
      case RuleCondition.Validity validity ->
          new Validity(
              validity.periods().stream()
                  .map(period -> new Period(period.from().toString(), period.until().toString()))
                  .toList());
      case RuleCondition.Sphere sphere -> new Sphere(sphere.value());
      case RuleCondition.Unknown c -> new Unknown();
    };
  }

  private static Many of(RuleCondition.Many many) {
    return new Many(
        requireNonNullElse(many.domain(), "*"), texts(many.exceptUsers()), many.exceptDomains());
  }

  /// @throws GroupRefused with `INVALID`
  default RuleCondition condition() {
    return switch (this) {
      case Identity identity ->
          new RuleCondition.Identity(
              addresses("one", identity.one()),
              given(identity.many()).stream().map(ConditionForm::many).toList());
      case IsListMember c -> new RuleCondition.IsListMember();
      case AnonymousRequest c -> new RuleCondition.AnonymousRequest();
      case OtherIdentity c -> new RuleCondition.OtherIdentity();
      case ExternalList list ->
          new RuleCondition.ExternalList(
              some("anchors", list.anchors()).stream().map(ConditionForm::anchor).toList(),
              List.of());
      case Validity validity ->
          new RuleCondition.Validity(
              some("periods", validity.periods()).stream().map(ConditionForm::period).toList());
      case Sphere sphere -> new RuleCondition.Sphere(requireNonNullElse(sphere.value(), ""));
      case Unknown c -> new RuleCondition.Unknown();
    };
  }

  private static <T extends @Nullable Object> List<T> some(String what, @Nullable List<T> list) {
    if (given(list).isEmpty()) {
      throw invalid(what, "missing (expected: at least one)");
    }
    return given(list);
  }

  private static String anchor(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw invalid("anchors", "an empty URI (expected: that of a list)");
    }
    return text.strip();
  }

  private static RuleCondition.Period period(@Nullable Period period) {
    Instant from = period == null ? null : time(period.from());
    Instant until = period == null ? null : time(period.until());
    if (from == null || until == null || !from.isBefore(until)) {
      throw invalid("periods", period + " (expected: from a time until a later one)");
    }
    return new RuleCondition.Period(from, until);
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static RuleCondition.Many many(@Nullable Many many) {
    if (many == null || many.domain() == null || many.domain().isBlank()) {
      throw invalid("many.domain", "missing (expected: a domain, or *)");
    }
    return new RuleCondition.Many(
        many.domain().strip().equals("*") ? null : domain(many.domain()),
        addresses("many.exceptUsers", many.exceptUsers()),
        given(many.exceptDomains()).stream().map(ConditionForm::domain).toList());
  }

  private static String domain(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw invalid("many", "an empty domain (expected: a name)");
    }
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static List<ImAddress> addresses(String what, @Nullable List<@Nullable String> texts) {
    return given(texts).stream()
        .map(text -> GroupRules.address("rules.conditions." + what, text).canonical())
        .toList();
  }

  private static <T extends @Nullable Object> List<T> given(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static List<String> texts(List<ImAddress> addresses) {
    return addresses.stream().map(ImAddress::toString).toList();
  }

  private static GroupRefused invalid(String what, String problem) {
    return new GroupRefused(Reason.INVALID, "rules.conditions." + what + ": " + problem);
  }
}
