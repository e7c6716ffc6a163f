using System;
using System.Collections.Generic;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// The routes that answer at once; analyses go over the stream. Answers come within <see cref="Update"/>, on the
    /// caller's thread; each question is answered once, by a message or by a complaint.
    /// </summary>
    public sealed class HttpRoutes : IDisposable
    {
        /// <summary>
        /// Seconds within which an answer must come. A description may wait for its network to be loaded.
        /// </summary>
        private const double HealthTimeout = 8;
        private const double CatalogTimeout = 60;
        private const double UploadTimeout = 120;

        private readonly ITransport _transport;
        private readonly ServerAddress _address;
        private readonly Func<string?> _token;
        private readonly IClock _clock;
        private readonly Random _random;
        private readonly List<Pending> _pending = new List<Pending>();

        /// <summary><paramref name="token"/> is asked at each request.</summary>
        public HttpRoutes(ITransport transport, ServerAddress address, Func<string?> token, IClock clock, Random random)
        {
            _transport = transport;
            _address = address;
            _token = token;
            _clock = clock;
            _random = random;
        }

        /// <summary>Whether the server can work. Not repeated where the server is busy.</summary>
        public void Health(Action<Health> answered, Action<Complaint> failed)
        {
            Ask(new Pending<Health>(Routes.Health, HealthTimeout, 0, Protocol.Health.Decode, answered, failed));
        }

        /// <summary>Every network that can be asked for.</summary>
        public void Networks(Action<IReadOnlyList<NetworkSummary>> answered, Action<Complaint> failed)
        {
            Patiently(Routes.Networks, NetworkList.Decode, list => answered(list.Networks), failed);
        }

        /// <summary>A network with its layers and their geometry.</summary>
        public void Network(string id, Action<NetworkDescription> answered, Action<Complaint> failed)
        {
            Patiently(Routes.Network(id), NetworkDescription.Decode, answered, failed);
        }

        /// <summary>The images that come with Tetrascope.</summary>
        public void Samples(Action<IReadOnlyList<Sample>> answered, Action<Complaint> failed)
        {
            Patiently(Routes.Samples, SampleList.Decode, list => answered(list.Samples), failed);
        }

        /// <summary>Gives the server a picture; <paramref name="mediaType"/> such as <c>image/jpeg</c>.</summary>
        public void Upload(byte[] file, string mediaType, Action<ImageInfo> answered, Action<Complaint> failed)
        {
            const int retries = Backoff.BusyRetries;
            Ask(new Pending<ImageInfo>(
                Routes.Images, UploadTimeout, retries, ImageInfo.Decode, answered, failed, file, mediaType));
        }

        /// <summary>The session of the participant whose key is the token.</summary>
        public void StudySession(Action<StudySession> answered, Action<Complaint> failed)
        {
            Ask(new Pending<StudySession>(
                Routes.StudySession, CatalogTimeout, 0, Protocol.StudySession.Decode, answered, failed));
        }

        /// <summary>How that session stands. Not repeated where the server is busy.</summary>
        public void SessionStatus(Action<SessionStatus> answered, Action<Complaint> failed)
        {
            Ask(new Pending<SessionStatus>(
                Routes.SessionStatus, HealthTimeout, 0, Protocol.SessionStatus.Decode, answered, failed));
        }

        /// <summary>Gives the server events of that session. Not repeated where the server is busy.</summary>
        public void RecordEvents(EventBatch batch, Action<EventReceipt> answered, Action<Complaint> failed)
        {
            Ask(new Pending<EventReceipt>(
                Routes.RecordEvents,
                CatalogTimeout,
                0,
                EventReceipt.Decode,
                answered,
                failed,
                batch.Encode(),
                Limits.MessagePackType));
        }

        /// <summary>
        /// Tells what has been answered, gives up what was not in time, and asks again where it is time to.
        /// </summary>
        public void Update()
        {
            // A new question of a handler comes to stand at the end, and is looked at the next time.
            for (int place = _pending.Count - 1; place >= 0; place--)
            {
                // A handler may have disposed of everything.
                if (place < _pending.Count)
                {
                    Look(_pending[place]);
                }
            }
        }

        /// <summary>Gives up everything; nothing is told any more.</summary>
        public void Dispose()
        {
            foreach (Pending pending in _pending)
            {
                pending.Exchange?.Dispose();
            }
            _pending.Clear();
        }

        private void Patiently<T>(
            string path, Func<ReadOnlyMemory<byte>, T> read, Action<T> answered, Action<Complaint> failed)
            where T : Message
        {
            Ask(new Pending<T>(path, CatalogTimeout, Backoff.BusyRetries, read, answered, failed));
        }

        private void Ask(Pending pending)
        {
            _pending.Add(pending);
            Send(pending);
        }

        private void Send(Pending pending)
        {
            pending.Due = _clock.Seconds + pending.Timeout;
            pending.Exchange = _transport.Ask(
                new HttpQuestion(_address.Route(pending.Path), _token(), pending.Body, pending.ContentType));
        }

        private void Look(Pending pending)
        {
            if (pending.Exchange == null)
            {
                if (_clock.Seconds >= pending.Due)
                {
                    Send(pending);
                }
            }
            else if (pending.Exchange.TryTake(out HttpAnswer answer))
            {
                Take(pending, answer);
            }
            else if (_clock.Seconds >= pending.Due)
            {
                Fail(pending, TooSlow(pending.Timeout));
            }
        }

        private void Take(Pending pending, HttpAnswer answer)
        {
            Message? message = null;
            Complaint? complaint = answer.Failure == null
                ? HttpComplaint.Of(answer, pending, out message)
                : HttpComplaint.Unanswered(answer.Failure, _address);
            if (complaint == null)
            {
                End(pending);
                pending.Answer(message!);
            }
            else if (complaint.Code == "busy" && pending.Attempt < pending.Retries)
            {
                pending.Exchange?.Dispose();
                pending.Exchange = null;
                pending.Due = _clock.Seconds + Backoff.BusyDelay(pending.Attempt++, _random.NextDouble());
            }
            else
            {
                Fail(pending, complaint);
            }
        }

        private void Fail(Pending pending, Complaint complaint)
        {
            End(pending);
            pending.Failed(complaint);
        }

        private void End(Pending pending)
        {
            pending.Exchange?.Dispose();
            _pending.Remove(pending);
        }

        private static Complaint TooSlow(double timeout)
        {
            return Complaint.Unreachable($"Expected the server's answer within {timeout} s, got none.");
        }

        /// <summary>A question that has not been answered.</summary>
        internal abstract class Pending
        {
            protected Pending(
                string path, double timeout, int retries, Action<Complaint> failed, byte[]? body, string? contentType)
            {
                Path = path;
                Timeout = timeout;
                Retries = retries;
                Failed = failed;
                Body = body;
                ContentType = contentType;
            }

            public string Path { get; }

            public double Timeout { get; }

            public int Retries { get; }

            public Action<Complaint> Failed { get; }

            public byte[]? Body { get; }

            public string? ContentType { get; }

            /// <summary>What is under way; null while it waits for a busy server.</summary>
            public IHttpExchange? Exchange { get; set; }

            /// <summary>When it is given up, or sent again where it waits.</summary>
            public double Due { get; set; }

            public int Attempt { get; set; }

            public abstract Message Read(byte[] body);

            public abstract void Answer(Message message);
        }

        private sealed class Pending<T> : Pending
            where T : Message
        {
            private readonly Func<ReadOnlyMemory<byte>, T> _read;
            private readonly Action<T> _answered;

            public Pending(
                string path,
                double timeout,
                int retries,
                Func<ReadOnlyMemory<byte>, T> read,
                Action<T> answered,
                Action<Complaint> failed,
                byte[]? body = null,
                string? contentType = null)
                : base(path, timeout, retries, failed, body, contentType)
            {
                _read = read;
                _answered = answered;
            }

            public override Message Read(byte[] body)
            {
                return _read(body);
            }

            public override void Answer(Message message)
            {
                _answered((T)message);
            }
        }
    }
}
