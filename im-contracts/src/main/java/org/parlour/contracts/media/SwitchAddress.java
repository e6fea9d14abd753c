package org.parlour.contracts.media;

/// What clients connect to.
public record SwitchAddress(String host, int port) {}
