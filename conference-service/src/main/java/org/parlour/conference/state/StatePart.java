package org.parlour.conference.state;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One value of the store.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface StatePart
    permits FocusHead,
        SessionHead,
        StoredDocument,
        Leg,
        RosterUser,
        Subscription,
        RecentAnswer,
        ParkedRequest,
        Timer,
        Timeline,
        Registration,
        StoredPolicy,
        DocumentWatch,
        Subscriber,
        PagerMessage,
        PagerProgress,
        PagerCopy {}
