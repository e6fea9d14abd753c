package org.parlour.xdm.console;

import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Users and who may reach them: list, search, make, change, delete. Versions are treated as with
/// groups.
@Controller
@RequestMapping("/console/users")
class UserPages {
  private static final String USERS = "users";

  private final UserBook book;

  UserPages(UserBook book) {
    this.book = book;
  }

  @GetMapping
  ModelAndView list(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") String after) {
    return new ModelAndView(USERS)
        .addObject("page", book.page(search, after))
        .addObject("search", search)
        .addObject("first", after.isEmpty());
  }

  @GetMapping("/new")
  ModelAndView empty() {
    return form(null, UserForm.EMPTY, 0);
  }

  @PostMapping
  ModelAndView create(Principal who, @RequestParam Map<String, String> fields) {
    UserForm form = UserForm.of(fields);
    try {
      UserEntry created =
          book.create(who.getName(), MemberLines.address("user", form.user()), form.view());
      return Done.USER_CREATED.at(USERS, created.address().toString());
    } catch (Problem problem) {
      return form(null, form, 0).refused(problem);
    }
  }

  @GetMapping("/{address}")
  ModelAndView detail(@PathVariable String address) {
    UserEntry user = book.get(address);
    return about("user", user).addObject("elsewhere", book.areRulesElsewhere(user));
  }

  @GetMapping("/{address}/edit")
  ModelAndView edit(@PathVariable String address) {
    UserEntry user = book.get(address);
    return form(user, UserForm.of(user), user.version());
  }

  @PostMapping("/{address}")
  ModelAndView save(
      Principal who,
      @PathVariable String address,
      @RequestParam long version,
      @RequestParam Map<String, String> fields) {
    UserForm form = UserForm.of(fields);
    try {
      book.replace(who.getName(), address, version, form.view());
      return Done.USER_SAVED.at(USERS, address);
    } catch (Problem problem) {
      UserEntry stored = book.get(address);
      if (problem.status() != HttpStatus.PRECONDITION_FAILED) {
        return form(stored, form, version).refused(problem);
      }
      Refusable page = form(stored, form, stored.version());
      page.addObject("theirs", UserForm.of(stored));
      return page.refused(problem);
    }
  }

  @GetMapping("/{address}/delete")
  ModelAndView askToDelete(@PathVariable String address) {
    return about("user-delete", book.get(address));
  }

  @PostMapping("/{address}/delete")
  ModelAndView delete(Principal who, @PathVariable String address, @RequestParam long version) {
    try {
      book.delete(who.getName(), address, version);
      return Done.USER_DELETED.at(USERS);
    } catch (Problem problem) {
      return about("user-delete", book.get(address)).refused(problem);
    }
  }

  private static Refusable about(String view, UserEntry user) {
    Refusable page = new Refusable(view);
    page.addObject("user", user);
    return page;
  }

  /// @param user null for a new one
  private Refusable form(@Nullable UserEntry user, UserForm form, long version) {
    Refusable page = new Refusable("user-form");
    page.addObject("heading", user == null ? "New user" : "Edit " + user.address());
    page.addObject("user", user);
    page.addObject("form", form);
    page.addObject("version", version);
    page.addObject("elsewhere", user != null && book.areRulesElsewhere(user));
    return page;
  }
}
