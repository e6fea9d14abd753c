package org.parlour.contracts.media;

/// A live switch that a new session may be given to.
///
/// @param ordinal its partition of `parlour.switch-inbox`
/// @param host what clients connect to, as advertised
/// @param port for MSRP over TCP
public record SwitchCandidate(int ordinal, long incarnation, String host, int port) {}
