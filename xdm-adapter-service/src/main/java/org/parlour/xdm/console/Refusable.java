package org.parlour.xdm.console;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/// A page with a form, which is shown again when what was sent is refused.
final class Refusable extends ModelAndView {
  Refusable(String view) {
    super(view);
  }

  /// The page says why; `stale` is true when somebody else was faster.
  Refusable refused(Problem problem) {
    setStatus(problem.status());
    addObject("problem", problem);
    addObject("stale", problem.status() == HttpStatus.PRECONDITION_FAILED);
    return this;
  }
}
