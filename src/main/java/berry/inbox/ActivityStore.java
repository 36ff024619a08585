package berry.inbox;

import java.util.BitSet;
import java.util.Map;

/// The `activity` and `person_day` tables.
final class ActivityStore {

  private static final int QUARTERS = 96;

  private ActivityStore() {}

  /// @param shard one per writer, so that writers don't queue for one row
  static RowsStore<Map.Entry<Tally.Sum, Long>> addSums(Tally tally, int shard) {
    return new RowsStore<Map.Entry<Tally.Sum, Long>>(
            """
            INSERT INTO activity AS sum (metric, bucket, shard, value)
            SELECT metric, to_timestamp(bucket), ?, value
            FROM unnest(?, ?, ?) AS more (metric, bucket, value)
            ON CONFLICT (metric, bucket, shard) DO UPDATE
            SET value = sum.value + excluded.value
            """,
            tally.sums().entrySet())
        .all(shard)
        .texts(sum -> sum.getKey().metric())
        .times(sum -> sum.getKey().bucket())
        .numbers(Map.Entry::getValue);
  }

  /// Rows that hold these quarters already are not touched.
  static RowsStore<Map.Entry<Tally.Day, BitSet>> addDays(Tally tally) {
    return new RowsStore<Map.Entry<Tally.Day, BitSet>>(
            """
            INSERT INTO person_day AS known (day, person_id, quarters)
            SELECT seen.day::date, seen.person_id, seen.quarters::bit(96)
            FROM unnest(?, ?, ?) AS seen (day, person_id, quarters)
            LEFT JOIN LATERAL (
              SELECT quarters
              FROM person_day
              WHERE day = seen.day::date
                AND person_id = seen.person_id
              LIMIT 1
            ) AS old ON true
            WHERE old.quarters IS NULL
              OR old.quarters & seen.quarters::bit(96) <> seen.quarters::bit(96)
            ORDER BY seen.day, seen.person_id
            ON CONFLICT (day, person_id) DO UPDATE
            SET quarters = known.quarters | excluded.quarters
            """,
            tally.days().entrySet())
        .texts(day -> day.getKey().day().toString())
        .numbers(day -> day.getKey().personId())
        .texts(day -> bits(day.getValue()));
  }

  private static String bits(BitSet quarters) {
    StringBuilder text = new StringBuilder(QUARTERS);
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      text.append(quarters.get(quarter) ? '1' : '0');
    }
    return text.toString();
  }
}
