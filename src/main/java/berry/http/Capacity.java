package berry.http;

import java.util.concurrent.Semaphore;

/// How much of one [Lane] may be under way at once: requests, and bytes of their bodies. Memory
/// stays bounded, whatever is sent.
final class Capacity {

  private static final int PLACES = 1_000;
  private static final int OF_AN_ADDRESS = 128;
  private static final int UPLOADS = 64;
  private static final int PROBES = 64;
  private static final int PROBE_BYTES = 1 << 20;

  private final Semaphore places;
  private final ByteBudget bytes;
  private final AddressLimit addresses;
  private final AddressLimit arriving;

  /// @param ofAnAddress requests that one address may have under way
  Capacity(int places, int ofAnAddress, long bytes) {
    this.places = new Semaphore(places);
    this.bytes = new ByteBudget(bytes);
    this.addresses = new AddressLimit(ofAnAddress);
    this.arriving = new AddressLimit(ofAnAddress);
  }

  /// Shares of the heap: an eighth for bodies of strangers (32 MB of the usual 256), a quarter for
  /// those who were let in, because Telegram takes files of 50 MB and so does its sandbox. No more:
  /// the parts of a form are a second copy. Uploads need none, they lie on the disk.
  static Capacity of(Lane lane, long heap) {
    return switch (lane) {
      case OPEN -> new Capacity(PLACES, OF_AN_ADDRESS, heap / 8);
      case ADMITTED -> new Capacity(PLACES, OF_AN_ADDRESS, heap / 4);
      case UPLOADS -> new Capacity(UPLOADS, OF_AN_ADDRESS, 0);
      case PROBES -> new Capacity(PROBES, PROBES / 4, PROBE_BYTES);
    };
  }

  /// One place for each request that is worked on; taken only when its body is whole, and free when
  /// its answer is.
  Semaphore places() {
    return places;
  }

  ByteBudget bytes() {
    return bytes;
  }

  /// Counts each request that has come whole until it is answered; where an admission decides, each
  /// whose admission is under way.
  AddressLimit addresses() {
    return addresses;
  }

  /// Counts each request whose body is waited for.
  AddressLimit arriving() {
    return arriving;
  }
}
