using System;
using System.Collections.Generic;
using System.IO;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Saved;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>Saves a session as a file, opens those that were saved, and says that one is shown.</summary>
    public sealed class SessionPanel : MonoBehaviour
    {
        private const int MaxOffered = 20;

        /// <summary>How the name of a file ends that is being written.</summary>
        private const string Unfinished = ".part";

        [SerializeField, Tooltip("The connection, and what is chosen.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("Shows the view that the session was left in.")]
        private SceneSwitch _scenes = null!;

        [SerializeField, Tooltip("The session of scene 1.")]
        private StructureView _structure = null!;

        [SerializeField, Tooltip("What draws scene 1.")]
        private StructureScene _scene = null!;

        [SerializeField, Tooltip("The session of scene 2.")]
        private PoolView _pool = null!;

        private TextField _file = null!;
        private DropdownField _saved = null!;
        private Button _save = null!;
        private Label _note = null!;
        private VisualElement _row = null!;
        private Label _banner = null!;

        private Subject? _followed;

        /// <summary>Where the session is to be shown, once its network is known; null for nowhere.</summary>
        private SceneName? _leadsTo;

        /// <summary>Where sessions are saved, and those that were put there are offered.</summary>
        private static string Folder => Path.Combine(Application.persistentDataPath, "sessions");

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement;
            _file = root.Q<TextField>("session-file");
            _saved = root.Q<DropdownField>("sessions");
            _note = root.Q<Label>("session-note");
            _row = root.Q<VisualElement>("session-row");
            _banner = root.Q<Label>("session-banner");
            _save = root.Q<Button>("session-save");
            _save.clicked += Save;
            root.Q<Button>("session-open").clicked += Open;
            root.Q<Button>("session-close").clicked += Close;
            _saved.RegisterValueChangedCallback(chosen => _file.value = Path.Combine(Folder, chosen.newValue));
            _client.ServerChanged += Follow;
            _scenes.Changed += Offer;
            Follow();
            Offer(_scenes.Shown);
        }

        private void OnDestroy()
        {
            _client.ServerChanged -= Follow;
            _scenes.Changed -= Offer;
            Unfollow();
        }

        private void Update()
        {
            if (_leadsTo is SceneName name && _client.Subject.Network != null)
            {
                _leadsTo = null;
                _scenes.Show(name);
            }
        }

        private void Open()
        {
            string path = _file.value.Trim().Trim('"');
            try
            {
                SessionFile.Admit(new FileInfo(path).Length);
                _client.OpenSession(File.ReadAllBytes(path));
                _note.text = "";
                IReadOnlyList<ViewAddress> addresses = _client.Opened!.Page.Addresses;
                string last = addresses.Count > 0 ? addresses[addresses.Count - 1].View : ViewAddress.Menu;
                _leadsTo = last == ViewAddress.Structure ? SceneName.Structure
                    : last == ViewAddress.Pool ? SceneName.Pool
                    : (SceneName?)null;
            }
            catch (Complaint complaint)
            {
                _note.text = $"{complaint.Message} {complaint.Hint}".TrimEnd();
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException
                || error is ArgumentException || error is NotSupportedException)
            {
                _note.text = $"The file could not be read: {error.Message}";
            }
        }

        private void Save()
        {
            SavedPage page = Present();
            try
            {
                Directory.CreateDirectory(Folder);
                string path = FreePath(SessionFile.NameFor(page.Title));
                string unfinished = path + Unfinished;
                using (FileStream file = File.Create(unfinished))
                {
                    SessionFile.Write(page, _client.Server, _client.Subject, file);
                }

                File.Move(unfinished, path);
                _note.text = SessionWording.Saved(path);
                Offer(_scenes.Shown);
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
            {
                _note.text = $"The session could not be saved: {error.Message}";
            }
        }

        private static string FreePath(string name)
        {
            string path = Path.Combine(Folder, name + SessionFile.Ending);
            for (int number = 2; File.Exists(path); number++)
            {
                path = Path.Combine(Folder, $"{name} {number}{SessionFile.Ending}");
            }

            return path;
        }

        private void Close()
        {
            _client.CloseSession(Present());
        }

        /// <summary>How both scenes stand.</summary>
        private SavedPage Present()
        {
            var addresses = new List<ViewAddress>
            {
                PoolAddress.Of(_pool.Session!), StructureAddress.Of(_structure.Session!, _scene.FieldOnInput),
            };
            if (_scenes.Shown == SceneName.Pool)
            {
                addresses.Reverse();
            }

            return SessionFile.PageOf(_client.Subject.Image, addresses, _client.Kept, DateTimeOffset.UtcNow);
        }

        private void Follow()
        {
            Unfollow();
            _followed = _client.Subject;
            _followed.Changed += Show;
            _leadsTo = null;
            Show();
        }

        private void Unfollow()
        {
            if (_followed != null)
            {
                _followed.Changed -= Show;
            }

            _followed = null;
        }

        private void Show()
        {
            _save.SetEnabled(_client.Subject.Image != null && _client.Subject.Network != null);
            _row.EnableInClassList("hidden", _client.Opened == null);
            _banner.text = _client.Opened == null ? "" : SessionWording.Shown(_client.Opened.Page);
        }

        /// <summary>Offers the sessions that lie where they are saved, the newest first.</summary>
        private void Offer(SceneName shown)
        {
            if (shown != SceneName.Menu)
            {
                return;
            }

            var names = new List<string>();
            try
            {
                foreach (FileInfo file in Newest())
                {
                    names.Add(file.Name);
                }
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
            {
                names.Clear(); // any other can be named still
            }

            _saved.choices = names;
            _saved.SetValueWithoutNotify("");
            _saved.SetEnabled(names.Count > 0);
        }

        private static IEnumerable<FileInfo> Newest()
        {
            var folder = new DirectoryInfo(Folder);
            if (!folder.Exists)
            {
                return Array.Empty<FileInfo>();
            }

            var files = new List<FileInfo>(folder.GetFiles("*" + SessionFile.Ending));
            files.Sort((one, other) => other.LastWriteTimeUtc.CompareTo(one.LastWriteTimeUtc));
            return files.GetRange(0, Math.Min(MaxOffered, files.Count));
        }
    }
}
