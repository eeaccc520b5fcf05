package dev.firn.recovery;

import org.junit.jupiter.api.Test;

/// One test for each rule of the protocol (docs/design.md) that the log and its recovery keep.
class ProtocolRulesTest {
    @Test
    void rule1ACommitIsAcknowledgedOnlyWhenEveryEarlierByteOfItsHeadIsDurable() {
        Rules.nobodyIsAcknowledgedBehindAHole();
    }

    @Test
    void rule2BadBytesBelowALaterFramesStableAreDamage() {
        Rules.damageBelowStableIsReported();
    }

    @Test
    void rule2BadBytesBehindEverythingStableAreATornWrite() {
        Rules.aTornEndIsCutOff();
    }

    @Test
    void rule2AClosedStoreKnowsItsEnds() {
        Rules.damageAtTheEndOfAClosedStoreIsReported();
    }

    @Test
    void rule2ALifeFrameKnowsTheEndBeforeIt() {
        Rules.damageInAStoreThatWasClosedBeforeIsReported();
    }

    @Test
    void rule2AWholeFrameInTheWrongPlaceIsDamage() {
        Rules.misplacedFramesAreNotTaken();
    }

    @Test
    void rule3NothingThatWasLostComesBack() {
        Rules.nothingThatWasLostComesBack();
    }

    @Test
    void rule3NoNumberSeenOnTheMediumIsUsedAgain() {
        Rules.noNumberIsUsedTwice();
    }

    @Test
    void rule4WhatAKilledProcessLeftInTheCachesIsMadeDurable() {
        Rules.acceptedAfterAKillIsDurable();
    }

    @Test
    void rule4WhatAFailedSyncLeftInCleanPagesIsMadeDurable() {
        Rules.acceptedAfterAFailedSyncIsDurable();
    }

    @Test
    void rule5TheLargestStampWinsInWhateverOrderFramesAreRead() {
        Rules.theLargestStampWins();
    }

    @Test
    void rule13AfterAFailedSyncTheOutcomeIsUnknownAndNothingIsRetried() {
        Rules.aFailedSyncEndsTheLog();
    }
}
