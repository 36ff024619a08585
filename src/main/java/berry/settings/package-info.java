/// What the owner chose while Berry runs: limits, the business time zone and the bot's own words;
/// and, in the same table, whose database this is.
///
/// Never a secret. What `berry.yaml` names is pinned there and beats what is kept here.
@NullMarked
package berry.settings;

import org.jspecify.annotations.NullMarked;
