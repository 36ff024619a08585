package berry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A way to a server on this machine that can be broken in the ways a network breaks.
public final class FaultProxy implements AutoCloseable {

  /// What becomes of bytes on their way to the server.
  public enum Fate {
    PASS,
    /// The connection breaks before the server gets them.
    LOST,
    /// The server gets them and answers; the connection breaks before the answer arrives.
    UNANSWERED
  }

  /// Decides about each piece that a client sends, in the order they come. Called by one thread at
  /// a time.
  public interface Trap {
    Fate of(byte[] piece);
  }

  private enum State {
    OPEN,
    FROZEN,
    AWAY
  }

  private static final Trap NONE = piece -> Fate.PASS;

  private final ServerSocket door;
  private final int target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private State state = State.OPEN;
  private Duration delay = Duration.ZERO;
  private Trap trap = NONE;
  private Consumer<byte[]> ear = piece -> {};

  public FaultProxy(int target) {
    this.target = target;
    try {
      this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("fault-proxy").start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  /// Ends every connection by a reset, and every new one at once.
  public void cut() {
    state(State.AWAY);
    links.forEach(Link::reset);
  }

  /// Nothing passes any more, not even the end of a connection; nobody is told.
  public void freeze() {
    state(State.FROZEN);
  }

  /// Everything passes again, what was held up first.
  public synchronized void heal() {
    delay = Duration.ZERO;
    trap = NONE;
    state(State.OPEN);
  }

  /// The server's ends are closed; the clients are not told and hear nothing more. New connections
  /// pass: so it is when a router forgets.
  public void forget() {
    links.forEach(Link::forget);
  }

  /// Ends the connections that are open now by a reset; new ones pass.
  public void reset() {
    links.forEach(Link::reset);
  }

  /// Each piece is this much later.
  public synchronized void delay(Duration later) {
    delay = later;
  }

  /// Sets a trap for everything that clients send from now on.
  public synchronized void trap(Trap next) {
    trap = next;
  }

  /// Hears each piece that comes back for a client that is still there. Called by one thread at a
  /// time.
  public synchronized void listen(Consumer<byte[]> next) {
    ear = next;
  }

  private synchronized void state(State next) {
    state = next;
    notifyAll();
  }

  /// Waits while frozen.
  private synchronized void pass() throws InterruptedException {
    while (state == State.FROZEN) {
      wait();
    }
  }

  private synchronized Duration delay() {
    return delay;
  }

  private synchronized Fate fate(byte[] piece) {
    return trap.of(piece);
  }

  private synchronized void hear(byte[] piece) {
    ear.accept(piece);
  }

  private synchronized boolean away() {
    return state == State.AWAY;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> open(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void open(Socket client) {
    Link link = new Link(client);
    try {
      pass();
      if (away()) {
        link.reset();
        return;
      }
      link.open(new Socket(InetAddress.getLoopbackAddress(), target));
    } catch (IOException e) {
      link.reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One client and its server.
  private final class Link {

    private final Socket client;
    private volatile @Nullable Socket server;
    private volatile boolean forgotten;
    private volatile boolean unanswered;

    Link(Socket client) {
      this.client = client;
    }

    void open(Socket opened) throws IOException {
      opened.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      server = opened;
      links.add(this);
      // Looked at once it is among the others: whoever cuts now ends it, or has done so before.
      if (away()) {
        reset();
        return;
      }
      Thread.ofVirtual().start(() -> pump(client, opened, true));
      Thread.ofVirtual().start(() -> pump(opened, client, false));
    }

    private void pump(Socket from, Socket to, boolean asks) {
      byte[] buffer = new byte[64 * 1024];
      try {
        for (int count; (count = from.getInputStream().read(buffer)) >= 0; ) {
          pass();
          Thread.sleep(delay());
          if (!forgotten && !hand(Arrays.copyOf(buffer, count), to, asks)) {
            return;
          }
        }
        pass();
        if (!forgotten || asks) {
          end();
        }
      } catch (IOException e) {
        if (!forgotten || asks) {
          reset();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /// @return false when the connection was broken
    private boolean hand(byte[] piece, Socket to, boolean asks) throws IOException {
      if (!asks && unanswered) {
        reset();
        return false;
      }
      Fate fate = asks ? fate(piece) : Fate.PASS;
      if (fate == Fate.LOST) {
        reset();
        return false;
      }
      if (!asks) {
        hear(piece);
      }
      if (fate == Fate.UNANSWERED) {
        unanswered = true;
      }
      to.getOutputStream().write(piece);
      return true;
    }

    void forget() {
      forgotten = true;
      Socket open = server;
      if (open != null) {
        reset(open);
      }
    }

    void end() {
      links.remove(this);
      close(client);
      Socket open = server;
      if (open != null) {
        close(open);
      }
    }

    void reset() {
      links.remove(this);
      reset(client);
      Socket open = server;
      if (open != null) {
        reset(open);
      }
    }

    private void reset(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // Closed already.
      }
      close(socket);
    }

    private void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    heal();
    links.forEach(Link::reset);
  }
}
