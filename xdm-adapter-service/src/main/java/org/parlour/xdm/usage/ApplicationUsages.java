package org.parlour.xdm.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.usage.ApplicationUsage.Writer;
import org.parlour.xdm.usage.Unchanged.Repeated;
import org.parlour.xdm.xml.ExpandedName;

/// The usages that this server serves (reference §11.1). Immutable.
public final class ApplicationUsages {
  public static final String CAPABILITIES = "xcap-caps";
  public static final String DIRECTORY = "org.openmobilealliance.xcap-directory";
  public static final String GROUPS = "org.openmobilealliance.groups";
  public static final String RESOURCE_LISTS = "resource-lists";
  public static final String IM_RULES = "org.openmobilealliance.im-rules";
  private static final String COMMON_POLICY = "urn:ietf:params:xml:ns:common-policy";
  private static final String LIST_SERVICE = "urn:oma:xml:poc:list-service";
  private static final String HISTORY = "urn:oma:xml:im:history-list";

  private final Map<String, ApplicationUsage> usages = new TreeMap<>();

  /// @param testApp whether there is `test-app`, of any well-formed document
  /// @param generic further ones
  /// @throws IllegalArgumentException when one of those is there already
  public ApplicationUsages(boolean testApp, ApplicationUsage... generic) {
    SchemaCheck historyList =
        new SchemaCheck(new ExpandedName(HISTORY, "history-list"), null, "history-list");
    SchemaCheck lists =
        new SchemaCheck(
            new ExpandedName(UniqueInLists.NAMESPACE, "resource-lists"),
            entries(UniqueInLists.NAMESPACE),
            "resource-lists");
    SchemaCheck rules =
        new SchemaCheck(
            new ExpandedName(COMMON_POLICY, "ruleset"), null, "common-policy", "im-rules");
    SchemaCheck group =
        new SchemaCheck(
            new ExpandedName(LIST_SERVICE, "group"),
            entries(LIST_SERVICE),
            "resource-lists",
            "common-policy",
            "groups");
    String policy = "application/auth-policy+xml";
    List<ApplicationUsage> all =
        new ArrayList<>(
            List.of(
                usage(
                    "org.openmobilealliance.conv-history",
                    "application/vnd.oma.im.history-list+xml",
                    HISTORY,
                    Writer.SERVER,
                    historyList),
                usage(
                    "org.openmobilealliance.deferred-list",
                    "application/vnd.oma.im.deferred-list+xml",
                    HISTORY,
                    Writer.SERVER,
                    historyList),
                usage(IM_RULES, policy, COMMON_POLICY, Writer.OWNER, rules),
                usage(
                    "org.openmobilealliance.access-rules",
                    policy,
                    COMMON_POLICY,
                    Writer.OWNER,
                    rules),
                usage(
                    GROUPS,
                    "application/vnd.oma.poc.groups+xml",
                    LIST_SERVICE,
                    Writer.OWNER,
                    group),
                usage(
                    "org.openmobilealliance.group-usage-list",
                    "application/vnd.oma.group-usage-list+xml",
                    UniqueInLists.NAMESPACE,
                    Writer.OWNER,
                    lists,
                    new UniqueInLists()),
                usage(
                    RESOURCE_LISTS,
                    "application/resource-lists+xml",
                    UniqueInLists.NAMESPACE,
                    Writer.OWNER,
                    lists,
                    new UniqueInLists()),
                usage(
                    DIRECTORY,
                    "application/vnd.oma.xcap-directory+xml",
                    "urn:oma:xml:xdm:xcap-directory",
                    Writer.COMPUTED,
                    null),
                usage(
                    CAPABILITIES,
                    "application/xcap-caps+xml",
                    "urn:ietf:params:xml:ns:xcap-caps",
                    Writer.COMPUTED,
                    null)));
    if (testApp) {
      all.add(ApplicationUsage.generic("test-app", "application/test-app+xml", "test-app"));
    }
    all.addAll(List.of(generic));
    all.forEach(this::add);
  }

  private void add(ApplicationUsage usage) {
    if (usages.put(usage.auid(), usage) != null) {
      throw new IllegalArgumentException(
          "im.xdm.xcap.generic: " + usage.auid() + " (expected: one that is not there already)");
    }
  }

  /// Entries of lists.
  private static Repeated entries(String namespace) {
    return new Repeated(new ExpandedName(namespace, "list"), new ExpandedName(namespace, "entry"));
  }

  private static ApplicationUsage usage(
      String auid,
      String mediaType,
      String namespace,
      Writer writer,
      @Nullable SchemaCheck schema,
      DocumentCheck... checks) {
    return new ApplicationUsage(auid, mediaType, namespace, writer, schema, List.of(checks));
  }

  public Optional<ApplicationUsage> find(String auid) {
    return Optional.ofNullable(usages.get(auid));
  }

  /// By AUID.
  public List<ApplicationUsage> all() {
    return List.copyOf(usages.values());
  }
}
