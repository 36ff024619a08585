package berry.load;

import berry.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Delivers a crowd's updates at a steady rate, as Telegram does: at most 40 calls at a time, those
/// of a chat one after the other, and whatever is not answered with 2xx again, at once and then
/// after a while. Telegram waits for up to a minute; here it is half a second, so that a recovery
/// is seen when it happens.
public final class Load implements Traffic {

  private static final int CONNECTIONS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LONGEST_PAUSE = 500;

  private final List<URI> doors;
  private final String secret;
  private final Pace pace;
  private final History history = new History();
  private final Semaphore connections = new Semaphore(CONNECTIONS);
  private final Map<Long, Deque<Letter>> lanes = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private volatile boolean over;

  /// @param doors webhook addresses, taken in turn, as by a balancer
  public Load(List<URI> doors, String secret, Crowd crowd, int perSecond) {
    this.doors = List.copyOf(doors);
    this.secret = secret;
    this.pace = new Pace(crowd, perSecond, this::queue);
  }

  @Override
  public void resume() {
    pace.resume();
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public void drain(Duration most) {
    pace.rest(most);
    Await.until(most, () -> lanes.isEmpty() && history.open() == 0);
  }

  /// Delivers one update several times at the same moment, by all doors.
  public void together(Letter letter, int times) {
    List<Thread> all = new ArrayList<>();
    for (int n = 0; n < times; n++) {
      all.add(Thread.ofVirtual().start(() -> deliver(letter)));
    }
    for (Thread one : all) {
      try {
        one.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void queue(Letter letter) {
    lanes.compute(
        letter.person(),
        (person, lane) -> {
          if (lane != null) {
            lane.add(letter);
            return lane;
          }
          Thread.ofVirtual().start(() -> deliverAll(person));
          return new ArrayDeque<>(List.of(letter));
        });
  }

  private void deliverAll(long person) {
    Deque<Letter> left = lanes.computeIfPresent(person, (key, lane) -> lane);
    while (left != null && !over) {
      deliver(first(person));
      left =
          lanes.computeIfPresent(
              person,
              (key, lane) -> {
                lane.remove();
                return lane.isEmpty() ? null : lane;
              });
    }
  }

  /// Read under the lane's lock; only its own thread removes, so there is one.
  private Letter first(long person) {
    List<Letter> found = new ArrayList<>();
    lanes.computeIfPresent(
        person,
        (key, lane) -> {
          found.add(lane.element());
          return lane;
        });
    return found.getFirst();
  }

  private void deliver(Letter letter) {
    for (int tries = 1; !over && !acknowledged(letter); tries++) {
      if (tries > 1) {
        long pause = Math.min(LONGEST_PAUSE, 25L << Math.min(tries, 10));
        LockSupport.parkNanos(pause * 1_000_000);
      }
    }
  }

  private boolean acknowledged(Letter letter) {
    connections.acquireUninterruptibly();
    try {
      URI door = doors.get(Math.floorMod(turn.getAndIncrement(), doors.size()));
      history.attempt(letter);
      long began = System.nanoTime();
      String answer = post(door, letter);
      history.answered(letter, answer, began);
      return answer.startsWith("2");
    } finally {
      connections.release();
    }
  }

  private String post(URI door, Letter letter) {
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("X-Telegram-Bot-Api-Secret-Token", secret)
            .POST(BodyPublishers.ofByteArray(letter.body()))
            .build();
    try {
      return Integer.toString(client.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return "broken";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "broken";
    }
  }

  @Override
  public void close() {
    over = true;
    pace.close();
    client.shutdownNow();
  }
}
