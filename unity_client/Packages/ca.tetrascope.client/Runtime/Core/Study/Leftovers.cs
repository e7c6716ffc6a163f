using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Study.Log;

namespace Tetrascope.Study
{
    /// <summary>
    /// Sends what is left of participants whose session was open before on this device, as when a headset is passed on
    /// while the server is away. Who has nothing left is forgotten.
    /// </summary>
    public sealed class Leftovers : IDisposable
    {
        private readonly EventLog _log;
        private readonly KnownParticipants _known;
        private readonly List<(HttpRoutes Http, EventPost Post)> _posts = new List<(HttpRoutes, EventPost)>();

        /// <summary>Begins with those who are known now.</summary>
        /// <param name="log">Where the events are kept.</param>
        /// <param name="known">Who was there before.</param>
        /// <param name="transport">How bytes go to their servers.</param>
        /// <param name="clock">What time is measured by.</param>
        /// <param name="say">Is told what was not as it should be.</param>
        public Leftovers(
            EventLog log, KnownParticipants known, ITransport transport, IClock clock, Action<string> say)
        {
            _log = log;
            _known = known;
            foreach (ParticipantAddress other in known.Others())
            {
                var http = new HttpRoutes(transport, other.Server, () => other.Key, clock, new Random());
                _posts.Add((http, new EventPost(log, other.Owner, http, clock, say)));
            }
        }

        /// <summary>Sends what it is time for. To be called once a frame.</summary>
        public void Update()
        {
            for (int place = _posts.Count - 1; place >= 0; place--)
            {
                (HttpRoutes http, EventPost post) = _posts[place];
                http.Update();
                post.Update();
                if (_log.WaitingOf(post.Owner) == 0)
                {
                    _known.Forget(post.Owner);
                    http.Dispose();
                    _posts.RemoveAt(place);
                }
            }
        }

        /// <summary>Sends no more; what is left stays.</summary>
        public void Dispose()
        {
            foreach ((HttpRoutes http, EventPost _) in _posts)
            {
                http.Dispose();
            }
            _posts.Clear();
        }
    }
}
