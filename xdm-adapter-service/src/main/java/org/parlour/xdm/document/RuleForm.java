package org.parlour.xdm.document;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.xdm.document.GroupRefused.Reason;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A rule of a group as JSON: in requests and in answers.
///
/// @param id missing is a name by its place
/// @param conditions all must hold; empty is everybody, missing is refused
/// @param actions by the names of the document's elements; missing is none
public record RuleForm(
    @Schema(example = "members") @Nullable String id,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description = "All must hold",
                    example = "[{\"type\": \"is-list-member\"}]"))
        @Nullable List<ConditionForm> conditions,
    @Schema(example = "[\"allow-initiate-conference\", \"join-handling\"]")
        @Nullable List<String> actions) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<RuleForm>> LIST = new TypeReference<>() {};
  private static final int MOST = 100;

  static RuleForm of(GroupRule rule) {
    return new RuleForm(
        rule.id(),
        rule.conditions().stream().map(ConditionForm::of).toList(),
        rule.actions().stream().map(GroupAction::element).toList());
  }

  /// @return null for null
  public static @Nullable List<RuleForm> of(@Nullable List<GroupRule> rules) {
    return rules == null ? null : rules.stream().map(RuleForm::of).toList();
  }

  /// @return null for null
  /// @throws GroupRefused with `INVALID`
  public static @Nullable List<GroupRule> rules(@Nullable List<@Nullable RuleForm> forms) {
    if (forms == null) {
      return null;
    }
    if (forms.size() > MOST) {
      throw invalid("rules: " + forms.size() + " (expected: at most " + MOST + ")");
    }
    Set<String> ids = new HashSet<>();
    List<GroupRule> rules = new ArrayList<>();
    for (RuleForm form : forms) {
      if (form == null) {
        throw invalid("rules: null (expected: an object)");
      }
      GroupRule rule = form.rule(rules.size() + 1);
      if (!ids.add(rule.id())) {
        throw invalid("rules.id: " + rule.id() + " stands there twice (expected: once)");
      }
      rules.add(rule);
    }
    return rules;
  }

  private GroupRule rule(int place) {
    if (conditions == null) {
      throw invalid("rules.conditions: missing (expected: a list, empty for everybody)");
    }
    List<RuleCondition> read = new ArrayList<>();
    for (ConditionForm condition : conditions) {
      if (condition == null) {
        throw invalid("rules.conditions: null (expected: an object)");
      }
      read.add(condition.condition());
    }
    return new GroupRule(
        id == null || id.isBlank() ? "rule-" + place : id.strip(), read, allowed());
  }

  private Set<GroupAction> allowed() {
    Set<GroupAction> allowed = EnumSet.noneOf(GroupAction.class);
    for (String element : actions == null ? List.<@Nullable String>of() : actions) {
      allowed.add(action("rules.actions", element));
    }
    return allowed;
  }

  /// @param what stands before the value in the refusal
  /// @param element an action by the name of the document's element
  /// @throws GroupRefused with `INVALID`
  public static GroupAction action(String what, @Nullable String element) {
    GroupAction action = element == null ? null : GroupAction.of(element);
    if (action == null) {
      throw invalid(
          what
              + ": "
              + element
              + " (expected: one of "
              + Arrays.stream(GroupAction.values()).map(GroupAction::element).toList()
              + ")");
    }
    return action;
  }

  /// As releases before the group document kept them in a column.
  static @Nullable List<GroupRule> read(@Nullable String column) {
    return column == null ? null : rules(JSON.readValue(column, LIST));
  }

  private static GroupRefused invalid(String detail) {
    return new GroupRefused(Reason.INVALID, detail);
  }
}
