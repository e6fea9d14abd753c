package org.parlour.labcore.criteria;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.parlour.client.sip.SipRequest;
import org.parlour.labcore.criteria.ServicePointTrigger.Subject;

/// The criteria of a service profile, in the order of their priorities.
public record FilterCriteria(List<FilterCriterion> criteria) {
  public static final FilterCriteria NONE = new FilterCriteria(List.of());

  public FilterCriteria {
    criteria =
        criteria.stream().sorted(Comparator.comparingInt(FilterCriterion::priority)).toList();
  }

  /// These criteria and others.
  public FilterCriteria and(FilterCriteria others) {
    return new FilterCriteria(Stream.concat(criteria.stream(), others.criteria.stream()).toList());
  }

  /// The first match at or after `from`.
  ///
  /// @param next where to go on when the server has returned the request
  public record Match(FilterCriterion criterion, int next) {}

  public Optional<Match> match(SipRequest request, SessionCase sessionCase, int from) {
    return match(new Subject(request, sessionCase, RegistrationType.INITIAL), from);
  }

  /// The servers to be told of a registration.
  public List<FilterCriterion> forRegistration(SipRequest register, RegistrationType type) {
    Subject subject = new Subject(register, SessionCase.ORIGINATING_REGISTERED, type);
    return criteria.stream().filter(criterion -> criterion.matches(subject)).toList();
  }

  private Optional<Match> match(Subject subject, int from) {
    for (int i = from; i < criteria.size(); i++) {
      if (criteria.get(i).matches(subject)) {
        return Optional.of(new Match(criteria.get(i), i + 1));
      }
    }
    return Optional.empty();
  }
}
