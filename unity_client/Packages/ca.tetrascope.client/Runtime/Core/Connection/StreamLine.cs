using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// The line to a server's stream: one connection after the other, tried again with growing delays while it is lost,
    /// and no more once the server refuses it.
    /// </summary>
    internal sealed class StreamLine
    {
        /// <summary>Seconds within which a connection must be open and greeted.</summary>
        public const double HelloTimeout = 30;

        private const int CloseProtocolMismatch = 4400;

        private readonly Func<IStreamSocket> _open;
        private readonly IClock _clock;
        private readonly ILineOwner _owner;
        private IStreamSocket? _socket;
        private int _attempt;

        /// <summary>When the next attempt begins, or the present one is given up.</summary>
        private double? _due;

        /// <summary>What the server said instead of a greeting.</summary>
        private Complaint? _fault;
        private bool _closed;

        /// <summary><paramref name="open"/> opens a connection each time it is called.</summary>
        public StreamLine(Func<IStreamSocket> open, IClock clock, ILineOwner owner)
        {
            _open = open;
            _clock = clock;
            _owner = owner;
        }

        public ConnectionState State { get; private set; } = new ConnectionState(ConnectionStatus.Connecting);

        public bool IsReady => State.Status == ConnectionStatus.Ready;

        /// <summary>
        /// Connects, where there is no connection yet. After a loss or a refusal: at once, without further waiting.
        /// </summary>
        public void RetryNow()
        {
            if (_closed || _socket != null)
            {
                return;
            }
            _attempt = 0;
            Open();
        }

        /// <summary>Connects, where that is neither under way nor planned, nor in want of a token.</summary>
        public void OpenIfIdle()
        {
            if (!_closed && _socket == null && _due == null && State.Status != ConnectionStatus.Token)
            {
                Open();
            }
        }

        /// <summary>Takes the connection for dead, though nobody has noticed, and makes a new one.</summary>
        public void Reconnect()
        {
            if (_closed || _socket == null)
            {
                return;
            }
            Drop();
            _owner.Dropped(null);
            RetryLater(null);
            RetryNow();
        }

        public void Send(byte[] frame)
        {
            _socket?.Send(frame);
        }

        /// <summary>Takes in what has arrived, and tries again or gives up where it is time to.</summary>
        public void Update()
        {
            IStreamSocket? socket = _socket;
            while (socket != null && socket == _socket && socket.TryTake(out SocketEvent arrived))
            {
                Take(arrived);
            }
            if (_due == null || _clock.Seconds < _due)
            {
                return;
            }
            if (_socket == null)
            {
                Open();
            }
            else
            {
                Lose(null, null);
            }
        }

        /// <summary>Ends it for good.</summary>
        public void Close()
        {
            _closed = true;
            Drop();
        }

        /// <summary>Why the connection could not be opened, where that was found out otherwise.</summary>
        public void Diagnosed(Complaint complaint)
        {
            if (_closed || State.Status != ConnectionStatus.Lost)
            {
                return;
            }
            if (complaint.IsRefusal)
            {
                Halt(complaint);
            }
            else
            {
                Tell(new ConnectionState(ConnectionStatus.Lost, State.Attempt, State.RetryAt, complaint));
            }
        }

        /// <summary>
        /// The server will not have this client: no further attempts until the person has done something.
        /// </summary>
        private void Halt(Complaint complaint)
        {
            Drop();
            _attempt = 0;
            bool token = complaint.Code == "unauthorized";
            _owner.Dropped(token ? null : complaint);
            Tell(new ConnectionState(token ? ConnectionStatus.Token : ConnectionStatus.Refused, complaint: complaint));
        }

        private void Open()
        {
            _fault = null;
            try
            {
                _socket = _open();
            }
            catch (ArgumentException error)
            {
                Halt(StreamComplaint.BadToken(error)); // one that no header can carry
                return;
            }
            _due = _clock.Seconds + HelloTimeout;
            bool again = State.Status == ConnectionStatus.Lost;
            ConnectionStatus status = again ? ConnectionStatus.Lost : ConnectionStatus.Connecting;
            Tell(new ConnectionState(status, State.Attempt, null, State.Complaint));
        }

        private void Drop()
        {
            _due = null;
            _socket?.Dispose();
            _socket = null;
        }

        private void Lose(int? code, Exception? cause)
        {
            bool wasReady = IsReady;
            _owner.Lost(code);
            Drop();
            if (code == CloseProtocolMismatch || _fault?.IsRefusal == true)
            {
                Halt(_fault ?? StreamComplaint.Mismatch(null));
                return;
            }
            _owner.Dropped(null);
            RetryLater(_fault ?? (wasReady ? null : State.Complaint));
            if (!wasReady && _fault == null)
            {
                _owner.Diagnose(cause);
            }
        }

        private void RetryLater(Complaint? complaint)
        {
            _due = _clock.Seconds + Backoff.ReconnectDelay(_attempt++);
            Tell(new ConnectionState(ConnectionStatus.Lost, _attempt, _due, complaint));
        }

        private void Tell(ConnectionState state)
        {
            State = state;
            _owner.StateChanged(state);
        }

        private void Take(in SocketEvent arrived)
        {
            switch (arrived.Kind)
            {
                case SocketEventKind.Closed:
                    Lose(arrived.CloseCode, arrived.Fault);
                    break;
                case SocketEventKind.Damaged:
                    _owner.TookDamage();
                    break;
                default:
                    Take(arrived.Frame!);
                    break;
            }
        }

        private void Take(ServerFrame frame)
        {
            if (frame is HelloFrame hello)
            {
                Greet(hello);
            }
            else if (frame is ErrorFrame error && !IsReady)
            {
                _fault = Complaint.From(error.Error);
            }
            else
            {
                _owner.Took(frame);
            }
        }

        private void Greet(HelloFrame hello)
        {
            if (!hello.Protocol.StartsWith($"{Wire.Major}.", StringComparison.Ordinal))
            {
                Halt(StreamComplaint.Mismatch(hello.Protocol));
                return;
            }
            _due = null;
            _attempt = 0;
            State = new ConnectionState(ConnectionStatus.Ready);
            // Whoever is told that the server is there can say which one.
            _owner.Greeted(hello);
            _owner.StateChanged(State);
        }
    }
}
