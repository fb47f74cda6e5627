package dev.weft.unified;

import dev.weft.unified.run.Profiles;

/** The suites about data and commands on 4.4 and 7.0, each on a standalone and on a replica set, unless one deployment was asked for by name. */
class UnifiedProfilesSpecTest extends AnyDeploymentSpecTest {
    UnifiedProfilesSpecTest() {
        super(Profiles.runs());
    }
}
