package org.parlour.xdm.user;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.ConditionForm;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;

/// A user as JSON, both ways; the form of the console becomes one too.
///
/// @param user canonical; may be missing where the path says it
/// @param aliases missing is none
/// @param barred missing is nothing
/// @param allowSession whether others than those whom rules name may invite the user; missing
///     leaves it as the document says
/// @param allowPagerModeMessage likewise, for pager and large messages
/// @param blockList who may do neither; missing leaves it as the document says
/// @param quotas missing is the default
/// @param rules only in answers: all of the document's
/// @param version only in answers, the same as the ETag
public record UserView(
    @Schema(example = "sip:alice@example.org") @Nullable String user,
    @Schema(example = "[\"tel:+3581234567\"]") @Nullable List<@Nullable String> aliases,
    @Nullable Barred barred,
    @Schema(example = "true") @Nullable Boolean allowSession,
    @Schema(example = "true") @Nullable Boolean allowPagerModeMessage,
    @Schema(example = "[\"sip:mallory@example.org\"]") @Nullable List<@Nullable String> blockList,
    @Nullable Quotas quotas,
    @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable List<RuleView> rules,
    @Schema(accessMode = Schema.AccessMode.READ_ONLY, example = "17") @Nullable Long version) {
  private static final int MOST_ALIASES = 20;
  private static final int MOST_BLOCKED = 1000;

  /// @param outgoing may use no IM service; missing is false
  /// @param incoming cannot be reached; missing is false
  public record Barred(
      @Schema(example = "false") @Nullable Boolean outgoing,
      @Schema(example = "false") @Nullable Boolean incoming) {}

  /// @param groups that the user may own; missing is the default
  /// @param documents that the user may have besides; missing is the default
  public record Quotas(
      @Schema(example = "50") @Nullable Integer groups,
      @Schema(example = "200") @Nullable Integer documents) {}

  /// @param allows by the names of the document's elements
  public record RuleView(String id, List<ConditionForm> conditions, Set<AccessAction> allows) {
    static RuleView of(AccessRule rule) {
      return new RuleView(
          rule.id(), rule.conditions().stream().map(ConditionForm::of).toList(), rule.actions());
    }
  }

  static UserView of(User user) {
    Subscription said = user.content().subscription();
    List<AccessRule> rules = user.content().definition().rules();
    Access access = user.content().access();
    return new UserView(
        user.address().toString(),
        texts(said.aliases()),
        new Barred(said.barredOutgoing(), said.barredIncoming()),
        access.others().contains(AccessAction.ALLOW_SESSION),
        access.others().contains(AccessAction.ALLOW_PAGER_MODE_MESSAGE),
        texts(access.blocked()),
        new Quotas(said.maxGroups(), said.maxDocuments()),
        rules == null ? null : rules.stream().map(RuleView::of).toList(),
        user.version());
  }

  private static List<@Nullable String> texts(List<ImAddress> addresses) {
    return addresses.stream().<@Nullable String>map(ImAddress::toString).toList();
  }

  /// What the user becomes.
  ///
  /// @param current null when there is none
  /// @throws GroupRefused with `INVALID` or `CONSTRAINT_FAILURE`
  public UserContent content(@Nullable UserContent current) {
    UserContent before = current == null ? UserContent.PLAIN : current;
    return new UserContent(
        subscription(), AccessEditor.edited(before.rules(), access(before.access())));
  }

  private Subscription subscription() {
    Barred bars = requireNonNullElse(barred, new Barred(null, null));
    Quotas most = requireNonNullElse(quotas, new Quotas(null, null));
    return new Subscription(
        requireNonNullElse(bars.outgoing(), false),
        requireNonNullElse(bars.incoming(), false),
        addresses("aliases", requireNonNullElse(aliases, List.of()), MOST_ALIASES),
        quota("quotas.groups", most.groups()),
        quota("quotas.documents", most.documents()));
  }

  private Access access(Access said) {
    Set<AccessAction> others = EnumSet.noneOf(AccessAction.class);
    others.addAll(said.others());
    set(others, AccessAction.ALLOW_SESSION, allowSession);
    set(others, AccessAction.ALLOW_PAGER_MODE_MESSAGE, allowPagerModeMessage);
    return new Access(
        others,
        blockList == null ? said.blocked() : addresses("blockList", blockList, MOST_BLOCKED));
  }

  private static void set(Set<AccessAction> others, AccessAction action, @Nullable Boolean wanted) {
    if (wanted != null && wanted) {
      others.add(action);
    } else if (wanted != null) {
      others.remove(action);
    }
  }

  private static List<ImAddress> addresses(String what, List<@Nullable String> texts, int most) {
    if (texts.size() > most) {
      throw new GroupRefused(
          Reason.CONSTRAINT_FAILURE,
          what + ": " + texts.size() + " (expected: at most " + most + ")");
    }
    return texts.stream()
        .map(text -> GroupRules.address(what, text).canonical())
        .distinct()
        .toList();
  }

  private static @Nullable Integer quota(String what, @Nullable Integer most) {
    if (most != null && most < 0) {
      throw new GroupRefused(Reason.INVALID, what + ": " + most + " (expected: 0 or more)");
    }
    return most;
  }
}
