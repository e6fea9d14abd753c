package org.parlour.xdm.console;

import java.security.Principal;
import java.util.Map;
import org.parlour.xdm.console.GroupBook.Written;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The document of a group as it is written: with rules, lists elsewhere and what else no field of
/// the group's form stands for.
@Controller
@RequestMapping("/console/groups/{uri}/document")
class DocumentPages {
  private final GroupBook book;

  DocumentPages(GroupBook book) {
    this.book = book;
  }

  @GetMapping
  ModelAndView show(@PathVariable String uri) {
    Written stored = book.document(uri);
    return page(stored, stored.text(), stored.group().version());
  }

  @PostMapping
  ModelAndView save(
      Principal who,
      @PathVariable String uri,
      @RequestParam long version,
      @RequestParam Map<String, String> fields) {
    String text = Fields.text(fields, "text");
    try {
      book.rewrite(who.getName(), uri, version, text);
      return Done.REWRITTEN.at("groups", uri);
    } catch (Problem problem) {
      Written stored = book.document(uri);
      if (problem.status() != HttpStatus.PRECONDITION_FAILED) {
        return page(stored, text, version).refused(problem);
      }
      Refusable page = page(stored, text, stored.group().version());
      page.addObject("theirs", stored.text());
      return page.refused(problem);
    }
  }

  private static Refusable page(Written stored, String text, long version) {
    Refusable page = new Refusable("group-document");
    page.addObject("group", stored.group());
    page.addObject("text", text);
    page.addObject("version", version);
    return page;
  }
}
