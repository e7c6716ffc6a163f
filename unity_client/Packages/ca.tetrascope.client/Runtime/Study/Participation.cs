using System;
using System.Collections.Generic;
using System.IO;
using Tetrascope.Connection;
using Tetrascope.Study;
using Tetrascope.Study.Log;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// The user study's participant whose session is open here: what happens is written to the disk at once, and sent,
    /// with what earlier programs and participants have left.
    /// </summary>
    [DefaultExecutionOrder(-95)]
    public sealed class Participation : MonoBehaviour
    {
        [SerializeField, Tooltip("The connection.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The camera of the desktop; where there is a headset it is off.")]
        private DesktopCamera _desktop = null!;

        private readonly IClock _clock = new SystemClock();
        private ITransport _transport = null!;
        private Leftovers? _leftovers;
        private ServerConnection? _server;
        private bool _inSight = true;

        /// <summary>Where is kept what happens.</summary>
        public EventLog Log { get; private set; } = null!;

        /// <summary>Something of the session that a person sees is otherwise, or there is another session.</summary>
        public event Action? Changed;

        /// <summary>The session; null where there is no participant.</summary>
        public ParticipantSession? Session { get; private set; }

        /// <summary>Whether a participant is at a task or tutorial in one of the scenes.</summary>
        public bool InScene => Session?.Phase == SessionPhase.Running && Session.Shown != null;

        private void Awake()
        {
            string folder = Path.Combine(Application.persistentDataPath, "study");
            Log = new EventLog(new LogFolder(folder), _clock, Debug.LogWarning);
            _transport = new NetworkTransport();
            _client.ServerChanged += Follow;
            Follow();
        }

        private void Update()
        {
            _leftovers?.Update();
        }

        // A headset that is taken off; a telephone that goes to sleep.
        private void OnApplicationPause(bool paused)
        {
            if (_inSight == paused)
            {
                _inSight = !paused;
                Session?.Show(_inSight);
            }
        }

        private void OnDestroy()
        {
            _client.ServerChanged -= Follow;
            End();
            (_transport as IDisposable)?.Dispose();
        }

        private void Follow()
        {
            if (ReferenceEquals(_client.Server, _server))
            {
                return;
            }

            End();
            _server = _client.Server;
            _leftovers = new Leftovers(Log, _client.Participants, _transport, _clock, Debug.LogWarning);
            if (_client.Participant is ParticipantAddress participant)
            {
                Session = new ParticipantSession(
                    participant, _server, Log, ClientContent(), Debug.LogWarning);
                Session.Changed += Tell;
                _server.Teller.Told += Hear;
            }

            Tell();
        }

        private void End()
        {
            if (Session != null)
            {
                _server!.Teller.Told -= Hear;
                Session.Changed -= Tell;
                Session.Close();
                Session.Dispose();
                Session = null;
            }

            _leftovers?.Dispose();
        }

        private Dictionary<string, object?> ClientContent()
        {
            return new Dictionary<string, object?>
            {
                ["client"] = "unity",
                ["version"] = Application.version,
                ["width"] = Screen.width,
                ["height"] = Screen.height,
                ["display"] = _desktop.isActiveAndEnabled ? "screen" : "headset",
            };
        }

        private void Hear(string kind, IReadOnlyDictionary<string, object?> content)
        {
            if (InScene)
            {
                Session!.Tell(kind, content);
            }
        }

        private void Tell()
        {
            Changed?.Invoke();
        }
    }
}
