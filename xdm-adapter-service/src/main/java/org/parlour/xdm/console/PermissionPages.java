package org.parlour.xdm.console;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.parlour.contracts.group.GroupAction;
import org.parlour.xdm.document.Permission;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Who may what: a group, a user and an action are given, and the page says yes or no and which
/// rule decides.
@Controller
class PermissionPages {
  private final GroupBook book;

  PermissionPages(GroupBook book) {
    this.book = book;
  }

  /// @param value of the form's field
  /// @param words what a user may
  record Action(String value, String words) {
    static final List<Action> ALL =
        Arrays.stream(GroupAction.values())
            .map(action -> new Action(action.element(), RuleWords.may(action)))
            .toList();
  }

  /// @param group its URI, or the user part of it; empty when nothing is asked yet
  /// @param user an address
  /// @param action by the name of the document's element
  /// @param anonymous the user asks for anonymity
  @GetMapping("/console/may")
  ModelAndView ask(
      @RequestParam(defaultValue = "") String group,
      @RequestParam(defaultValue = "") String user,
      @RequestParam(defaultValue = "join-handling") String action,
      @RequestParam(defaultValue = "false") boolean anonymous) {
    Refusable page = new Refusable("may");
    page.addObject("group", group);
    page.addObject("user", user);
    page.addObject("action", action);
    page.addObject("anonymous", anonymous);
    page.addObject("actions", Action.ALL);
    if (group.isBlank() || user.isBlank()) {
      return page;
    }
    try {
      GroupEntry entry = book.get(book.uri(group));
      Permission permission =
          Permission.of(
              book.inForce(entry.uri()),
              MemberLines.address("user", user),
              book.action(action),
              anonymous,
              Instant.now());
      page.addObject("entry", entry);
      page.addObject("verdict", Verdict.of(permission));
      return page;
    } catch (Problem problem) {
      return page.refused(problem);
    }
  }
}
