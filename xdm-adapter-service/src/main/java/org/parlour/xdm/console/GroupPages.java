package org.parlour.xdm.console;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Groups: list, search, make, change, delete. A form carries the version that its page showed; who
/// sends one for another version sees what is stored now beside his or her own, and decides.
@Controller
class GroupPages {
  private static final String GROUPS = "groups";

  private final GroupBook book;
  private final ImDomain domain;

  GroupPages(GroupBook book, ImDomain domain) {
    this.book = book;
    this.domain = domain;
  }

  @GetMapping({"/", "/console"})
  String first() {
    return "redirect:/console/groups";
  }

  @GetMapping("/console/groups")
  ModelAndView list(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") String after) {
    return new ModelAndView("groups")
        .addObject("page", book.page(search, after))
        .addObject("search", search)
        .addObject("first", after.isEmpty());
  }

  @GetMapping("/console/groups/new")
  ModelAndView empty() {
    return form(null, GroupForm.EMPTY, 0);
  }

  @PostMapping("/console/groups")
  ModelAndView create(Principal who, @RequestParam Map<String, String> fields) {
    GroupForm form = GroupForm.of(fields);
    try {
      GroupEntry created =
          book.create(
              who.getName(), book.uri(form.user()), form.ownerAddress(), form.definition(null));
      return Done.CREATED.at(GROUPS, created.uri().toString());
    } catch (Problem problem) {
      return form(null, form, 0).refused(problem);
    }
  }

  @GetMapping("/console/groups/{uri}")
  ModelAndView detail(@PathVariable String uri) {
    return detail(book.get(uri));
  }

  private static Refusable detail(GroupEntry group) {
    Refusable page = new Refusable("group");
    page.addObject("group", group);
    page.addObject("rules", RuleWords.of(group.definition().ruleset()));
    return page;
  }

  @GetMapping("/console/groups/{uri}/edit")
  ModelAndView edit(@PathVariable String uri) {
    GroupEntry group = book.get(uri);
    return form(group, GroupForm.of(group), group.version());
  }

  @PostMapping("/console/groups/{uri}")
  ModelAndView save(
      Principal who,
      @PathVariable String uri,
      @RequestParam long version,
      @RequestParam Map<String, String> fields) {
    GroupForm form = GroupForm.of(fields);
    GroupEntry stored = book.get(uri);
    try {
      book.replace(who.getName(), uri, version, form.definition(stored.definition().rules()));
      return Done.SAVED.at(GROUPS, uri);
    } catch (Problem problem) {
      if (problem.status() != HttpStatus.PRECONDITION_FAILED) {
        return form(stored, form, version).refused(problem);
      }
      GroupEntry theirs = book.get(uri);
      Refusable page = form(theirs, form, theirs.version());
      page.addObject("theirs", GroupForm.of(theirs));
      return page.refused(problem);
    }
  }

  @PostMapping("/console/groups/{uri}/members")
  ModelAndView add(
      Principal who,
      @PathVariable String uri,
      @RequestParam long version,
      @RequestParam String address,
      @RequestParam(defaultValue = "") String nickname) {
    return changeMembers(
        who,
        uri,
        version,
        Done.ADDED,
        members -> members.add(MemberLines.member("address", address, nickname)));
  }

  @PostMapping("/console/groups/{uri}/members/remove")
  ModelAndView remove(
      Principal who,
      @PathVariable String uri,
      @RequestParam long version,
      @RequestParam String address) {
    ImAddress gone = MemberLines.member("address", address, null).address();
    return changeMembers(
        who,
        uri,
        version,
        Done.REMOVED,
        members -> members.removeIf(member -> member.address().sameUser(gone)));
  }

  private interface MemberChange {
    void apply(List<Member> members);
  }

  private ModelAndView changeMembers(
      Principal who, String uri, long version, Done done, MemberChange change) {
    GroupEntry stored = book.get(uri);
    Definition old = stored.definition();
    List<Member> members = new ArrayList<>(old.members());
    try {
      change.apply(members);
      book.replace(
          who.getName(),
          uri,
          version,
          new Definition(
              old.displayName(),
              members,
              old.inviteMembers(),
              old.maxParticipants(),
              old.openToAll(),
              old.rules(),
              old.maxDuration(),
              old.subject()));
      return done.at(GROUPS, uri);
    } catch (Problem problem) {
      return detail(book.get(uri)).refused(problem);
    }
  }

  @GetMapping("/console/groups/{uri}/delete")
  ModelAndView askToDelete(@PathVariable String uri) {
    return confirmation(book.get(uri));
  }

  @PostMapping("/console/groups/{uri}/delete")
  ModelAndView delete(Principal who, @PathVariable String uri, @RequestParam long version) {
    try {
      book.delete(who.getName(), uri, version);
      return Done.DELETED.at(GROUPS);
    } catch (Problem problem) {
      return confirmation(book.get(uri)).refused(problem);
    }
  }

  private static Refusable confirmation(GroupEntry group) {
    Refusable page = new Refusable("group-delete");
    page.addObject("group", group);
    return page;
  }

  /// @param group null for a new one
  private Refusable form(@Nullable GroupEntry group, GroupForm form, long version) {
    Refusable page = new Refusable("group-form");
    page.addObject("heading", group == null ? "New group" : "Edit " + group.title());
    page.addObject("group", group);
    page.addObject("form", form);
    page.addObject("version", version);
    page.addObject("host", domain.host());
    if (group != null && group.definition().rules() != null) {
      page.addObject("rules", RuleWords.of(group.definition().ruleset()));
    }
    return page;
  }
}
