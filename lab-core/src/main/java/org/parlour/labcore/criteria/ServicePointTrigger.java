package org.parlour.labcore.criteria;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipRequest;

/// One condition of a trigger point (SPT).
///
/// @param groups the groups it belongs to
/// @param negated the condition must not hold
record ServicePointTrigger(Set<Integer> groups, boolean negated, Condition condition) {
  ServicePointTrigger {
    groups = Set.copyOf(groups);
  }

  boolean holds(Subject subject) {
    return condition.holds(subject) != negated;
  }

  sealed interface Condition {
    boolean holds(Subject subject);
  }

  /// @param registrations for REGISTER only: which kinds; empty for all
  record MethodIs(String method, Set<RegistrationType> registrations) implements Condition {
    MethodIs {
      registrations = Set.copyOf(registrations);
    }

    @Override
    public boolean holds(Subject subject) {
      return subject.request().is(method)
          && (registrations.isEmpty() || registrations.contains(subject.registration()));
    }
  }

  record RequestUriMatches(Pattern pattern) implements Condition {
    @Override
    public boolean holds(Subject subject) {
      return pattern.matcher(subject.request().uri()).find();
    }
  }

  /// @param content null: the header must be there, whatever it says
  record HeaderMatches(Pattern name, @Nullable Pattern content) implements Condition {
    @Override
    public boolean holds(Subject subject) {
      SipHeaders headers = subject.request().headers();
      for (int i = 0; i < headers.size(); i++) {
        if (name.matcher(headers.name(i)).matches()
            && (content == null || content.matcher(headers.value(i)).find())) {
          return true;
        }
      }
      return false;
    }
  }

  record SessionCaseIs(int number) implements Condition {
    @Override
    public boolean holds(Subject subject) {
      return subject.sessionCase().number() == number;
    }
  }

  /// @param line the SDP line's letter
  record DescriptionMatches(String line, Pattern content) implements Condition {
    @Override
    public boolean holds(Subject subject) {
      SipRequest request = subject.request();
      String sdp = new String(request.body(), StandardCharsets.UTF_8);
      return sdp.lines()
          .filter(text -> text.startsWith(line + "="))
          .anyMatch(text -> content.matcher(text.substring(2)).find());
    }
  }

  /// What criteria are asked about.
  record Subject(SipRequest request, SessionCase sessionCase, RegistrationType registration) {}
}
