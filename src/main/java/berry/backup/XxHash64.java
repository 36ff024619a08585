package berry.backup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// XXH64 with seed 0, fed in parts ([specification](https://github.com/Cyan4973/xxHash)). Fast
/// enough that each row can be hashed while it passes, and known well enough that others can
/// compute it too. It finds accidents, not forgers: those are the business of SHA-256 and age.
///
/// For one thread.
final class XxHash64 {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private static final int STRIPE = 32;

  private final byte[] rest = new byte[STRIPE];
  private final long[] lanes = new long[4];
  private int kept;
  private long length;

  XxHash64() {
    reset();
  }

  void update(byte[] bytes, int offset, int count) {
    int at = offset;
    int end = offset + count;
    length += count;
    if (kept > 0) {
      int wanted = Math.min(STRIPE - kept, count);
      System.arraycopy(bytes, at, rest, kept, wanted);
      kept += wanted;
      at += wanted;
      if (kept < STRIPE) {
        return;
      }
      stripe(rest, 0);
      kept = 0;
    }
    for (; at + STRIPE <= end; at += STRIPE) {
      stripe(bytes, at);
    }
    kept = end - at;
    System.arraycopy(bytes, at, rest, 0, kept);
  }

  /// The hash of everything since the last call; begins anew.
  long digest() {
    long hash = length < STRIPE ? P5 : merged();
    hash = tail(hash + length);
    hash = (hash ^ (hash >>> 33)) * P2;
    hash = (hash ^ (hash >>> 29)) * P3;
    reset();
    return hash ^ (hash >>> 32);
  }

  private void reset() {
    lanes[0] = 0x60EA27EEADC0B5D6L; // P1 + P2, which overflows
    lanes[1] = P2;
    lanes[2] = 0;
    lanes[3] = 0x61C8864E7A143579L; // -P1
    kept = 0;
    length = 0;
  }

  private void stripe(byte[] bytes, int at) {
    lanes[0] = round(lanes[0], (long) LONG.get(bytes, at));
    lanes[1] = round(lanes[1], (long) LONG.get(bytes, at + 8));
    lanes[2] = round(lanes[2], (long) LONG.get(bytes, at + 16));
    lanes[3] = round(lanes[3], (long) LONG.get(bytes, at + 24));
  }

  private long merged() {
    long hash =
        Long.rotateLeft(lanes[0], 1)
            + Long.rotateLeft(lanes[1], 7)
            + Long.rotateLeft(lanes[2], 12)
            + Long.rotateLeft(lanes[3], 18);
    for (long lane : lanes) {
      hash = (hash ^ round(0, lane)) * P1 + P4;
    }
    return hash;
  }

  private long tail(long begun) {
    long hash = begun;
    int at = 0;
    for (; at + 8 <= kept; at += 8) {
      hash = Long.rotateLeft(hash ^ round(0, (long) LONG.get(rest, at)), 27) * P1 + P4;
    }
    if (at + 4 <= kept) {
      long four = Integer.toUnsignedLong((int) INT.get(rest, at));
      hash = Long.rotateLeft(hash ^ four * P1, 23) * P2 + P3;
      at += 4;
    }
    for (; at < kept; at++) {
      hash = Long.rotateLeft(hash ^ (rest[at] & 0xFF) * P5, 11) * P1;
    }
    return hash;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * P2, 31) * P1;
  }
}
