package dev.weft.prose;

import dev.weft.testbed.Member;

/** The fail points that the prose tests set, in their words. */
final class FailPoint {
    private FailPoint() {}

    /** Sets {@code failCommand}. */
    static void failCommand(Member member, String mode, String data) {
        member.failPoint("{configureFailPoint: 'failCommand', mode: " + mode + ", data: {" + data + "}}");
    }
}
