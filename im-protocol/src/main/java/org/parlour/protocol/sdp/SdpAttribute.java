package org.parlour.protocol.sdp;

import org.jspecify.annotations.Nullable;

/// One `a=` line: `name` or `name:value`.
public record SdpAttribute(String name, @Nullable String value) {}
