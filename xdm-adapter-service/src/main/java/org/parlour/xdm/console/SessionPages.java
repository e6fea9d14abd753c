package org.parlour.xdm.console;

import static org.springframework.http.HttpHeaders.AUTHORIZATION;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Running sessions: list, roster, announce, expel, close. What cannot be taken back is asked for
/// on a page of its own first.
@Controller
@RequestMapping("/console/sessions")
class SessionPages {
  private static final String SESSIONS = "sessions";

  private final LiveSessions sessions;

  SessionPages(LiveSessions sessions) {
    this.sessions = sessions;
  }

  @GetMapping
  ModelAndView list(
      @RequestHeader(AUTHORIZATION) String login,
      @RequestParam(defaultValue = "") String group,
      @RequestParam(defaultValue = "") String user,
      @RequestParam(defaultValue = "") String after) {
    return new ModelAndView(SESSIONS)
        .addObject("page", sessions.list(login, group.strip(), user.strip(), after))
        .addObject("group", group)
        .addObject("user", user)
        .addObject("after", after);
  }

  @GetMapping("/{id}")
  ModelAndView detail(@RequestHeader(AUTHORIZATION) String login, @PathVariable String id) {
    return page("session", login, id);
  }

  @PostMapping("/{id}/announcements")
  ModelAndView announce(
      @RequestHeader(AUTHORIZATION) String login,
      @PathVariable String id,
      @RequestParam String text) {
    try {
      sessions.announce(login, id, text);
      return Done.ANNOUNCED.at(SESSIONS, id);
    } catch (Problem problem) {
      Refusable page = page("session", login, id);
      page.addObject("text", text);
      return page.refused(problem);
    }
  }

  @GetMapping("/{id}/expel")
  ModelAndView askToExpel(
      @RequestHeader(AUTHORIZATION) String login,
      @PathVariable String id,
      @RequestParam String participant) {
    return page("session-expel", login, id).addObject("participant", participant);
  }

  @PostMapping("/{id}/expel")
  ModelAndView expel(
      @RequestHeader(AUTHORIZATION) String login,
      @PathVariable String id,
      @RequestParam String participant) {
    try {
      sessions.expel(login, id, participant);
      return Done.EXPELLED.at(SESSIONS, id);
    } catch (Problem problem) {
      return page("session", login, id).refused(problem);
    }
  }

  @GetMapping("/{id}/close")
  ModelAndView askToClose(@RequestHeader(AUTHORIZATION) String login, @PathVariable String id) {
    return page("session-close", login, id);
  }

  @PostMapping("/{id}/close")
  ModelAndView close(@RequestHeader(AUTHORIZATION) String login, @PathVariable String id) {
    sessions.close(login, id);
    return Done.CLOSED.at(SESSIONS);
  }

  private Refusable page(String view, String login, String id) {
    Refusable page = new Refusable(view);
    page.addObject("running", sessions.find(login, id));
    return page;
  }
}
