using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Pool;
using Tetrascope.Protocol;
using Tetrascope.Saved;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>A session of scene 2, shown by a <see cref="PoolScene"/>.</summary>
    public sealed class PoolView : MonoBehaviour
    {
        [SerializeField, Tooltip("Who is asked.")]
        private TetrascopeClient _client = null!;

        [SerializeField, Tooltip("What draws it.")]
        private PoolScene _scene = null!;

        [SerializeField, Tooltip("What its slots at the server are named after. Each view needs a name of its own.")]
        private string _slot = "pool";

        private readonly List<SceneImage> _images = new List<SceneImage>();
        private readonly List<(double X, double Y, double Z)> _selected = new List<(double X, double Y, double Z)>();
        private readonly List<(string, string)> _names = new List<(string, string)>();
        private OnPhoto? _plane;
        private bool _changed;

        /// <summary>There is another session: the server is another.</summary>
        public event Action? SessionChanged;

        /// <summary>An image was chosen; null for none.</summary>
        public event Action<PoolImage?>? PoolImageSelected;

        /// <summary>The session; null before the first frame.</summary>
        public PoolSession? Session { get; private set; }

        private void Start()
        {
            _client.ServerChanged += Begin;
            Begin();
        }

        private void Update()
        {
            if (Session != null)
            {
                Session.Display.InRoom = _scene.InRoom;
            }

            if (_changed)
            {
                ShowImages();
            }
        }

        private void OnDestroy()
        {
            _client.ServerChanged -= Begin;
            End();
        }

        private void Begin()
        {
            End();
            Session = new PoolSession(_slot, _client.Server, _client.Subject);
            if (_client.Beginning is SavedPage page)
            {
                PoolAddress.Take(page, Session);
            }

            Session.Run.Began += ShowBegin;
            Session.ImagesArrived += ShowPool;
            Session.PoolCompleted += ShowPool;
            Session.Boundary.Changed += Refresh;
            Session.Display.Changed += Refresh;
            Session.Subject.Changed += Refresh;
            Session.Pictures.Changed += ShowPictures;
            Session.Selection.Hovering += _scene.Hover;
            Session.Selection.Chosen += ShowChosen;
            Refresh();
            SessionChanged?.Invoke();
        }

        private void End()
        {
            if (Session == null)
            {
                return;
            }

            Session.Run.Began -= ShowBegin;
            Session.ImagesArrived -= ShowPool;
            Session.PoolCompleted -= ShowPool;
            Session.Boundary.Changed -= Refresh;
            Session.Display.Changed -= Refresh;
            Session.Subject.Changed -= Refresh;
            Session.Pictures.Changed -= ShowPictures;
            Session.Selection.Hovering -= _scene.Hover;
            Session.Selection.Chosen -= ShowChosen;
            Session.Dispose();
            Session = null;
        }

        private void Refresh()
        {
            _changed = true;
        }

        private void ShowBegin(bool another)
        {
            Refresh();
        }

        private void ShowPool(PoolSoFar pool)
        {
            Refresh();
        }

        private void ShowPictures()
        {
            PoolPictures pictures = Session!.Pictures;
            _scene.SetPictures(pictures.Image, pictures.FillImage);
            Refresh();
        }

        private void ShowChosen(int? index)
        {
            _scene.Choose(index);
            PoolImageSelected?.Invoke(Session!.Selected);
        }

        /// <summary>Gives the scene all images, once a frame at most.</summary>
        private void ShowImages()
        {
            _changed = false;
            PoolSession session = Session!;
            PoolSoFar? pool = session.Run.Pool;
            _names.Clear();
            if (pool == null)
            {
                _images.Clear();
                _selected.Clear();
            }
            else
            {
                foreach (PoolVertex vertex in pool.Vertices)
                {
                    _names.Add((vertex.Label.Name, session.Meaning.MeanOf(vertex)));
                }

                session.Display.SelectedPoints(pool.Images, pool.IsWhole, _selected);
                Arrange(session, pool, session.Subject.InputSize ?? new Size(1, 1));
            }

            bool inBody = session.Display.Arranged == Arrangement.Tetrahedron;
            _plane = inBody ? null : _plane;
            _scene.SetArrangement(session.Display.Arranged, _plane);

            _scene.SetLabels(session.Run.Corners, _names);
            // What stands in one plane is all equally far away.
            _scene.SetDepthCue(session.Display.DepthCue && inBody);
            _scene.SetRegions(session.Display.Regions);
            _scene.SetSelectedPoints(_selected);
            _scene.SetImages(_images, session.Run.State == RunState.Running);
        }

        /// <summary>Gives every image its place, between the labels or on the photo.</summary>
        private void Arrange(PoolSession session, PoolSoFar pool, Size size)
        {
            ICollection<int> supports = session.Boundary.SupportVectors;
            if (session.Display.Arranged == Arrangement.Tetrahedron)
            {
                session.Display.SceneImages(
                    pool.Images, pool.IsWhole, session.Run.Corners, size, supports, _images);
                return;
            }

            if (_plane?.IsOf(pool.Windows, size) != true)
            {
                _plane = new OnPhoto(pool.Windows, size);
            }

            session.Display.SceneTiles(
                pool.Images, _plane, pool.Examined.Probability, size, supports, _images);
        }
    }
}
