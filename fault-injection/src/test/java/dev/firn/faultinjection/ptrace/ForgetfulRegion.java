package dev.firn.faultinjection.ptrace;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Region;

/// A region below the recorder, which can be told to leave the next drain out.
final class ForgetfulRegion extends DelegatingRegion {
    private boolean forgetsNextDrain;

    ForgetfulRegion(Region region) {
        super(region);
    }

    void forgetNextDrain() {
        forgetsNextDrain = true;
    }

    @Override
    public void drain() {
        if (!forgetsNextDrain) super.drain();
        forgetsNextDrain = false;
    }
}
