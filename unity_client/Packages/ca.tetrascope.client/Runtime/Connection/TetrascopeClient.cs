using System;
using System.Collections.Generic;
using System.IO;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Replay;
using Tetrascope.Saved;
using Tetrascope.Settings;
using Tetrascope.Study;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>
    /// The connection to a server, and what the person has chosen: the one thing that both scenes and all panels share.
    /// </summary>
    [DefaultExecutionOrder(-100)]
    public sealed class TetrascopeClient : MonoBehaviour
    {
        [SerializeField]
        [Tooltip("Where the server is, or a participant's address. Empty: that used last, or one on this machine.")]
        private string _address = "";

        [SerializeField, Tooltip("The server's token. Empty: the one used last, or the one in the address.")]
        private string _token = "";

        [SerializeField, Tooltip("A recorded session that is played where there is no server; none for no demo.")]
        private TextAsset? _demo;

        /// <summary>Images of which modified ones are kept; one more takes the place of the oldest.</summary>
        private const int MaxKept = 64;

        private Remembered _remembered = null!;
        private IReadOnlyList<MergedLabel> _merged = MergedLabels.None;
        private IFileStore _pictures = null!;
        private IFileStore _modified = null!;

        /// <summary>There is another connection, to another server, and with it another choice.</summary>
        public event Action? ServerChanged;

        /// <summary>How the connection stands has changed.</summary>
        public event Action<ConnectionState>? StateChanged;

        /// <summary>The server.</summary>
        public ServerConnection Server { get; private set; } = null!;

        /// <summary>The person's own images.</summary>
        public Uploads Uploads { get; private set; } = null!;

        /// <summary>What both scenes are about.</summary>
        public Subject Subject { get; private set; } = null!;

        /// <summary>What outlasts the program.</summary>
        public ISettingsStore Settings { get; } = new PrefsStore();

        /// <summary>Where modified images are kept, beyond the end of the program.</summary>
        public IFileStore Kept { get; private set; } = null!;

        /// <summary>The participant of a user study whose session this is; null for none.</summary>
        public ParticipantAddress? Participant { get; private set; }

        /// <summary>Whose sessions were opened on this device.</summary>
        public KnownParticipants Participants { get; private set; } = null!;

        /// <summary>Leaves the server and connects to another.</summary>
        /// <param name="address">As a person types it; that of a participant opens their session.</param>
        /// <param name="token">Its token; null for the one in the address, or none.</param>
        /// <exception cref="Complaint">The text is no address; the connection stays as it was.</exception>
        public void ConnectTo(string address, string? token)
        {
            ServerAddress parsed = ServerAddress.Parse(address);
            if (parsed.Key != null)
            {
                Join(address);
                return;
            }

            Leave();
            Participants.Present = null;
            Begin(Connection(parsed, token));
            ServerChanged?.Invoke();
        }

        /// <summary>Leaves the server and opens the session of a participant of a user study.</summary>
        /// <param name="text">The participant's address, or the key in it, which is then one of this server.</param>
        /// <exception cref="Complaint">The text is neither; the connection stays as it was.</exception>
        public void Join(string text)
        {
            ParticipantAddress participant = ParticipantAddress.Parse(text, Server.Address);
            Leave();
            Participants.Present = participant;
            Begin(Connection(participant));
            ServerChanged?.Invoke();
        }

        /// <summary>Leaves the participant's session, for the server used before.</summary>
        public void LeaveStudy()
        {
            Leave();
            Participants.Present = null;
            Begin(Connection(_remembered.Address, null));
            ServerChanged?.Invoke();
        }

        /// <summary>Another image and another network, with nothing drawn or kept of what was before.</summary>
        public void Renew(ChosenImage image, string networkId)
        {
            Forsake();
            Choose();
            Subject.Image = image;
            Subject.NetworkId = networkId;
            ServerChanged?.Invoke();
        }

        /// <summary>Whether there is a recorded session to play.</summary>
        public bool HasDemo => _demo != null;

        /// <summary>Whether a recorded session is played, and no server is asked.</summary>
        public bool PlaysDemo { get; private set; }

        /// <summary>
        /// Plays the recorded session: it answers what was recorded, and says of anything else that it was not.
        /// </summary>
        public void PlayDemo()
        {
            var clock = new SystemClock();
            var recordings = new[] { Recording.Decode(_demo!.bytes) };
            Leave();
            Participants.Present = null;
            Participant = null;
            PlaysDemo = true;
            Begin(new ServerConnection(ServerAddress.Local, null, new ReplayTransport(recordings, clock), clock));
            ServerChanged?.Invoke();
        }

        /// <summary>The saved session that is shown, of which no server is asked; null for none.</summary>
        public SavedSession? Opened { get; private set; }

        /// <summary>What the sessions of both scenes begin with, where they go on from somewhere; else null.</summary>
        public SavedPage? Beginning { get; private set; }

        /// <summary>Whether there is a server, and whoever asks it is nobody's participant.</summary>
        public bool IsLive => !PlaysDemo && Participant == null && Opened == null;

        /// <summary>
        /// Shows a session that was saved as a file, as it was: it answers what was answered then, and says of anything
        /// else that it was not.
        /// </summary>
        /// <exception cref="Complaint">The file holds none; all stays as it was.</exception>
        public void OpenSession(byte[] file)
        {
            SavedSession session = SessionFile.Decode(file);
            var clock = new SystemClock();
            ITransport transport = session.Transport(clock);
            Leave();
            Participants.Present = null;
            Participant = null;
            PlaysDemo = false;
            Opened = session;
            Beginning = session.Page;
            Begin(new ServerConnection(ServerAddress.Local, null, transport, clock));
            SubjectAddress.Take(session.Page, session.ImageIn(Uploads), Subject);
            KeptImages.Put(session.Page.Kept, Kept);
            ServerChanged?.Invoke();
        }

        /// <summary>Goes on with the server used before, from where the saved session is.</summary>
        /// <param name="page">How both scenes stand.</param>
        public void CloseSession(SavedPage page)
        {
            ChosenImage? image = Subject.Image;
            Leave();
            Beginning = page;
            Begin(Connection(_remembered.Address, null));
            SubjectAddress.Take(page, image, Subject);
            KeptImages.Put(page.Kept, Kept);
            ServerChanged?.Invoke();
        }

        /// <summary>Gives the server the token that it asks for.</summary>
        public void GiveToken(string token)
        {
            Server.GiveToken(token);
        }

        private void Awake()
        {
            _remembered = new Remembered(Settings);
            _pictures = Folder("pictures", Uploads.MaxKept);
            _modified = Folder("modified", MaxKept);
            Participants = new KnownParticipants(Settings);
            ServerAddress address = _address.Length > 0 ? ServerAddress.Parse(_address) : _remembered.Address;
            if (address.Key != null)
            {
                Participants.Present = ParticipantAddress.Parse(_address, address);
            }

            Begin(Participants.Present is ParticipantAddress participant
                ? Connection(participant)
                : Connection(address, _token.Length > 0 ? _token : null));
        }

        private void Update()
        {
            Server.Update();
        }

        // A headset that is put on again, a telephone that wakes up.
        private void OnApplicationPause(bool paused)
        {
            if (!paused)
            {
                Server.ComeBack();
            }
        }

        private void OnDestroy()
        {
            Leave();
        }

        private static IFileStore Folder(string name, int max)
        {
            return new FolderStore(Path.Combine(Application.persistentDataPath, name), max, Debug.LogWarning);
        }

        private ServerConnection Connection(ServerAddress address, string? token)
        {
            string? usual = address.ToString() == _remembered.Address.ToString() ? _remembered.Token : null;
            PlaysDemo = false;
            Participant = null;
            return new ServerConnection(
                address, token ?? address.Token ?? usual, new NetworkTransport(), new SystemClock());
        }

        private ServerConnection Connection(ParticipantAddress participant)
        {
            PlaysDemo = false;
            Participant = participant;
            return new ServerConnection(
                participant.Server, participant.Key, new NetworkTransport(), new SystemClock());
        }

        private void Begin(ServerConnection server)
        {
            Server = server;
            Server.StateChanged += Changed;
            bool keepsPictures = IsLive || Opened != null;
            Uploads = new Uploads(Server, keepsPictures ? _pictures : (IFileStore)new MemoryFiles());
            Server.Catalog.Changed += ChooseAsBefore;
            Choose();
            Server.Connect();
            ChooseAsBefore();
        }

        /// <summary>Nothing is chosen, and of a study's participant nothing kept, yet.</summary>
        private void Choose()
        {
            // What a session's file has kept is beside what was kept here, not among it.
            Kept = Participant == null && Opened == null ? _modified : new MemoryFiles();
            Subject = new Subject(Server.Catalog);
            if (IsLive)
            {
                Subject.Merging.Beginning = _remembered.Merged;
            }

            Subject.Changed += Remember;
        }

        private void Forsake()
        {
            Subject.Changed -= Remember;
            Subject.Dispose();
        }

        private void Leave()
        {
            Server.StateChanged -= Changed;
            Server.Catalog.Changed -= ChooseAsBefore;
            Forsake();
            Server.Dispose();
            Opened = null;
            Beginning = null;
        }

        private void Changed(ConnectionState state)
        {
            if (state.Status == ConnectionStatus.Ready && IsLive)
            {
                _remembered.Address = Server.Address;
                _remembered.Token = Server.Token;
            }

            StateChanged?.Invoke(state);
        }

        /// <summary>
        /// Where nothing is chosen: the network and the sample chosen last, as far as this server has them, else the
        /// network to start with.
        /// </summary>
        private void ChooseAsBefore()
        {
            if (Participant != null)
            {
                return; // the study chooses
            }

            Catalog catalog = Server.Catalog;
            if (Subject.NetworkId == null && catalog.StartingNetwork is NetworkSummary start)
            {
                Subject.NetworkId = IsUsable(_remembered.NetworkId) ? _remembered.NetworkId : start.NetworkId;
            }

            if (Subject.Image != null || _remembered.ImageId == null)
            {
                return;
            }

            foreach (Sample sample in catalog.Samples.Value ?? Array.Empty<Sample>())
            {
                if (sample.Image.ImageId == _remembered.ImageId)
                {
                    Subject.Image = ChosenImage.Of(sample);
                    return;
                }
            }
        }

        private bool IsUsable(string? networkId)
        {
            foreach (NetworkSummary network in Server.Catalog.Networks.Value ?? Array.Empty<NetworkSummary>())
            {
                if (network.NetworkId == networkId)
                {
                    return network.Weights.Available;
                }
            }

            return false;
        }

        private void Remember()
        {
            if (!IsLive)
            {
                return;
            }

            if (Subject.Image != null && Subject.Image.ImageId != _remembered.ImageId)
            {
                _remembered.ImageId = Subject.Image.ImageId;
            }

            if (Subject.NetworkId != null && Subject.NetworkId != _remembered.NetworkId)
            {
                _remembered.NetworkId = Subject.NetworkId;
            }

            if (Subject.NetworkId != null && Subject.Merging.Wanted != _merged)
            {
                _merged = Subject.Merging.Wanted;
                _remembered.Merge(Subject.NetworkId, _merged);
            }
        }
    }
}
