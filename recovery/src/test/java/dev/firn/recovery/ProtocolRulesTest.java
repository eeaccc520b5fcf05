package dev.firn.recovery;

import org.junit.jupiter.api.Test;

/// One test for each rule of the protocol (docs/design.md) that the log and its recovery keep.
class ProtocolRulesTest {
    @Test
    void rule1ACommitIsAcknowledgedOnlyWhenEveryEarlierByteOfItsHeadIsDurable() throws Exception {
        Rules.nobodyIsAcknowledgedBehindAHole();
    }

    @Test
    void rule2BadBytesBelowALaterFramesStableAreDamage() throws Exception {
        Rules.damageBelowStableIsReported();
    }

    @Test
    void rule2BadBytesBehindEverythingStableAreATornWrite() throws Exception {
        Rules.aTornEndIsCutOff();
    }

    @Test
    void rule2AClosedStoreKnowsItsEnds() throws Exception {
        Rules.damageAtTheEndOfAClosedStoreIsReported();
    }

    @Test
    void rule3NothingThatWasLostComesBack() throws Exception {
        Rules.nothingThatWasLostComesBack();
    }

    @Test
    void rule3NoNumberSeenOnTheMediumIsUsedAgain() throws Exception {
        Rules.noNumberIsUsedTwice();
    }

    @Test
    void rule4WhatAKilledProcessLeftInTheCachesIsMadeDurable() throws Exception {
        Rules.acceptedAfterAKillIsDurable();
    }

    @Test
    void rule4WhatAFailedSyncLeftInCleanPagesIsMadeDurable() throws Exception {
        Rules.acceptedAfterAFailedSyncIsDurable();
    }

    @Test
    void rule5TheLargestStampWinsInWhateverOrderFramesAreRead() throws Exception {
        Rules.theLargestStampWins();
    }

    @Test
    void rule13AfterAFailedSyncTheOutcomeIsUnknownAndNothingIsRetried() throws Exception {
        Rules.aFailedSyncEndsTheLog();
    }
}
