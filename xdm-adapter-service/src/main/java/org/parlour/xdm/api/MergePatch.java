package org.parlour.xdm.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON Merge Patch (RFC 7396).
final class MergePatch {
  static final String MEDIA_TYPE = "application/merge-patch+json";

  private MergePatch() {}

  /// @param target stays as it is; null for nothing
  static JsonNode applied(@Nullable JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result =
        target instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      String name = change.getKey();
      if (change.getValue().isNull()) {
        result.remove(name);
      } else {
        result.set(name, applied(result.get(name), change.getValue()));
      }
    }
    return result;
  }
}
