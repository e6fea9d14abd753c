package org.parlour.contracts.xdm;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What xdm-adapter-service is asked to do. Each may come again and changes nothing then.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface XdmCommand
    permits DocumentsQuestion,
        DocumentForgotten,
        MetadataCommand,
        UpstreamQuestion,
        UpstreamNotice {
  /// The key of its record: commands with the same one are obeyed in their order.
  String key();
}
