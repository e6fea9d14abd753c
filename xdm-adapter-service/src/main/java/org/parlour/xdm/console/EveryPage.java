package org.parlour.xdm.console;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What all pages show, and what they show instead of themselves.
@ControllerAdvice(basePackageClasses = EveryPage.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class EveryPage {
  /// The token is asked for before the page is begun: its cookie goes ahead of the page.
  @ModelAttribute
  void common(
      HttpServletRequest request,
      @Nullable CsrfToken token,
      @RequestParam(required = false) @Nullable String done,
      Model model) {
    if (token != null) {
      token.getToken();
    }
    model.addAttribute("administrator", request.getRemoteUser());
    model.addAttribute("notice", Done.text(done));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ModelAndView databaseAway(Exception failure, HttpServletRequest request) {
    return problem(Problem.databaseAway(failure), request);
  }

  @ExceptionHandler
  ModelAndView problem(Problem problem, HttpServletRequest request) {
    ModelAndView page = new ModelAndView("error");
    page.setStatus(problem.status());
    page.addObject("administrator", request.getRemoteUser());
    page.addObject("status", problem.status().value());
    page.addObject("text", problem.text());
    return page;
  }
}
