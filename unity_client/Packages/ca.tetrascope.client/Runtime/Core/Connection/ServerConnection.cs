using System;
using System.Collections.Generic;
using Tetrascope.Protocol;
using Tetrascope.Saved;
using Tetrascope.Telling;

namespace Tetrascope.Connection
{
    /// <summary>
    /// A server, as a program has it: how it can be reached, what it tells of itself, and what is asked of it. It is
    /// used from one thread, whose <see cref="Update"/> once a frame brings everything that has arrived.
    /// </summary>
    public sealed class ServerConnection : IStreamListener, IDisposable
    {
        private readonly ITransport _transport;
        private readonly StreamClient _stream;

        /// <summary>Nothing is asked before <see cref="Connect"/> or the first question.</summary>
        /// <param name="address">Where it is.</param>
        /// <param name="token">Its token; null for the one in the address, or none.</param>
        /// <param name="transport">How bytes go there.</param>
        /// <param name="clock">What time is measured by.</param>
        /// <param name="random">What delays are drawn from; null for any.</param>
        public ServerConnection(
            ServerAddress address, string? token, ITransport transport, IClock clock, Random? random = null)
        {
            Address = address;
            Token = token ?? address.Token;
            Clock = clock;
            Teller = new Teller(clock);
            Answered = new Answered(clock);
            _transport = transport;
            random ??= new Random();
            Http = new HttpRoutes(transport, address, () => Token, clock, random);
            _stream = new StreamClient(() => transport.OpenStream(address, Token), this, clock, random);
            Catalog = new Catalog(Http);
        }

        /// <summary>It is reached in another way than before.</summary>
        public event Action<ConnectionState>? StateChanged;

        /// <summary>A server of another version than before has greeted.</summary>
        public event Action? ServerReplaced;

        /// <summary>Everything that had arrived has been brought; once each <see cref="Update"/>.</summary>
        internal event Action? Updated;

        /// <summary>Where it is.</summary>
        public ServerAddress Address { get; }

        /// <summary>The token in use; null for none.</summary>
        public string? Token { get; private set; }

        /// <summary>What time is measured by.</summary>
        public IClock Clock { get; }

        /// <summary>Where is told what a person does with it.</summary>
        public Teller Teller { get; }

        /// <summary>How it can be reached.</summary>
        public ConnectionState State => _stream.Line.State;

        /// <summary>What it has answered, to be saved.</summary>
        public Answered Answered { get; }

        /// <summary>Its version of Tetrascope; null before it has greeted.</summary>
        public string? Version { get; private set; }

        /// <summary>Its networks and samples.</summary>
        public Catalog Catalog { get; }

        /// <summary>The routes that answer at once.</summary>
        internal HttpRoutes Http { get; }

        /// <summary>Who has the images that the server may drop; null for nobody.</summary>
        internal IImageSource? ImageSource { get; set; }

        /// <summary>Connects, where there is no connection: at once, also after a loss or a refusal.</summary>
        public void Connect()
        {
            _stream.Line.RetryNow();
        }

        /// <summary>
        /// The token that the person has typed or pasted; the address with the token in it will do. A connection that
        /// is there stays as it is.
        /// </summary>
        /// <exception cref="Complaint"><c>unauthorized</c>: the text can be no token; nothing has changed.</exception>
        public void GiveToken(string text)
        {
            Token = AccessToken.In(text);
            _stream.Line.RetryNow();
        }

        /// <summary>
        /// The computer or the program was asleep: what is lost is tried at once, and what seems to be there is asked
        /// whether it is.
        /// </summary>
        public void ComeBack()
        {
            if (State.Status == ConnectionStatus.Lost)
            {
                _stream.Line.RetryNow();
            }
            if (State.Status != ConnectionStatus.Ready)
            {
                return;
            }
            Http.Health(_ => { }, complaint =>
            {
                if (complaint.IsUnreachable)
                {
                    _stream.Line.Reconnect();
                }
            });
        }

        /// <summary>
        /// Asks for an analysis. Lost connections, busy servers and dropped images are got over on the way; what cannot
        /// be got over fails with a complaint.
        /// </summary>
        /// <param name="operation">What is asked: which answer belongs to which request.</param>
        /// <param name="body">The request.</param>
        /// <param name="asking">What to do while the answer comes.</param>
        public Running Ask<TRequest, TAnswer>(
            Operation<TRequest, TAnswer> operation, TRequest body, Asking<TAnswer> asking)
            where TRequest : AnalysisRequest
            where TAnswer : Message
        {
            TAnswer? answer = null;
            var parts = new List<Part>();
            var handlers = new RequestHandlers(
                part =>
                {
                    answer = AnswerFold.With(answer, part);
                    parts.Add(part);
                    asking.OnPart?.Invoke(part);
                },
                ending =>
                {
                    if (ending != Ending.Done)
                    {
                        asking.OnStopped?.Invoke();
                    }
                    else if (answer != null)
                    {
                        Answered.Note(body, parts, asking.Slot);
                        asking.OnAnswer(answer);
                    }
                    else
                    {
                        asking.OnFailed?.Invoke(Complaint.Unreadable());
                    }
                },
                complaint => asking.OnFailed?.Invoke(complaint))
            {
                Slot = asking.Slot,
                OnProgress = asking.OnProgress,
                OnRestart = () =>
                {
                    answer = null;
                    parts.Clear();
                    asking.OnRestart?.Invoke();
                },
            };
            return _stream.Request(new UnderWay(body, handlers));
        }

        /// <summary>Brings everything that has arrived since the last time, and does what it is time for.</summary>
        public void Update()
        {
            Http.Update();
            _stream.Update();
            Updated?.Invoke();
        }

        /// <summary>Ends the connection; what is under way is stopped.</summary>
        public void Dispose()
        {
            _stream.Dispose();
            Http.Dispose();
            (_transport as IDisposable)?.Dispose();
        }

        void IStreamListener.StateChanged(ConnectionState state)
        {
            if (state.Status == ConnectionStatus.Ready)
            {
                Catalog.Retry();
            }
            StateChanged?.Invoke(state);
        }

        void IStreamListener.Greeted(HelloFrame hello)
        {
            bool replaced = Version != null && Version != hello.Version;
            Version = hello.Version;
            if (!replaced)
            {
                return;
            }
            Catalog.Reload();
            ServerReplaced?.Invoke();
        }

        void IStreamListener.Diagnose(Exception? cause)
        {
            string? tried = Token;
            Http.Health(
                _ => Diagnosed(tried, Complaint.Unreachable(
                    "The server answers, but its stream could not be opened.",
                    "If this stays, something between this machine and the server does not let WebSockets through.",
                    cause: cause)),
                complaint => Diagnosed(tried, complaint));
        }

        void IStreamListener.ImageWanted(string imageId, Complaint complaint)
        {
            if (ImageSource == null)
            {
                _stream.ImageGiven(imageId, complaint);
                return;
            }
            ImageSource.GiveAgain(imageId, complaint, failure => _stream.ImageGiven(imageId, failure));
        }

        private void Diagnosed(string? tried, Complaint complaint)
        {
            // Where the person has given another token meanwhile, it was about the one before.
            if (tried == Token)
            {
                _stream.Line.Diagnosed(complaint);
            }
        }
    }
}
