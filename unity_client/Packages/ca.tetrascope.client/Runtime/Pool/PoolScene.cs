using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Packing;
using Tetrascope.Picking;
using Tetrascope.Protocol;
using Tetrascope.Viewing;
using UnityEngine;
using Numerics = System.Numerics;
using Ray = UnityEngine.Ray;

namespace Tetrascope.Client
{
    /// <summary>
    /// Scene 2: the body that the labels span, and the masked images in it, or the photo and the images on it, in three
    /// draw calls. It draws what it is given, in its object's own space; <see cref="PoolView"/> gives it what a session
    /// says.
    /// </summary>
    public sealed class PoolScene : MonoBehaviour
    {
        /// <summary>From a vertex to its label, as a share of the way from the centre.</summary>
        private const float LabelAway = 1.11f;
        private const float LabelSize = 0.075f;
        private const float MeanSize = 0.06f;

        /// <summary>From a photo up to the words above it, in metres.</summary>
        private const float AbovePhoto = 0.035f;

        /// <summary>Of a label beside a segment, the most of its width.</summary>
        private const float MostBeside = 0.45f;

        [SerializeField, Tooltip("What it draws with.")]
        private PoolShaders _shaders = new PoolShaders();

        [SerializeField, Tooltip("The font of the labels; it must be dynamic.")]
        private Font _font = null!;

        [SerializeField, Tooltip("Its colours.")]
        private SceneTheme _theme = new SceneTheme();

        [SerializeField, Tooltip("Who looks: images get lighter with their distance from it.")]
        private Camera _camera = null!;

        private readonly ImageCloud _cloud = new ImageCloud();
        private readonly List<(string Name, string Mean)> _said = new List<(string, string)>();
        private ImageTable _images = null!;
        private PoolBody _body = null!;
        private PhotoPlanes _photos = null!;
        private readonly List<(double X, double Y, double Z)> _selectedPoints =
            new List<(double X, double Y, double Z)>();

        private readonly List<StandingLabel> _standing = new List<StandingLabel>();
        private WordMesh _labels = null!;
        private int? _pointedLabel;
        private bool _regions = true;

        /// <summary>Another label is pointed at, by the number of its vertex; null for none.</summary>
        public event Action<int?>? LabelHovered;

        /// <summary>How many labels there are: 2, 3 or 4.</summary>
        public int Corners { get; private set; } = 4;

        /// <summary>Whether images move to their places, rather than being there at once.</summary>
        public bool Animated
        {
            get => _cloud.Animated;
            set => _cloud.Animated = value;
        }

        /// <summary>The images, as they stand.</summary>
        public ImageCloud Images => _cloud;

        /// <summary>Whether images get lighter with their distance.</summary>
        public void SetDepthCue(bool on)
        {
            _images.SetDepthCue(on);
        }

        /// <summary>Whether lines show in which part of the body which label is the most probable.</summary>
        public void SetRegions(bool on)
        {
            _regions = on;
            _body.SetShape(Corners, on);
        }

        /// <summary>
        /// Where those images stand in the body that represent a label, in metres; empty while that is not known.
        /// </summary>
        public IReadOnlyList<(double X, double Y, double Z)> SelectedPoints => _selectedPoints;

        /// <summary>Counts how often <see cref="SelectedPoints"/> became others.</summary>
        public int Selections { get; private set; }

        /// <summary>Where those images stand that represent a label.</summary>
        public void SetSelectedPoints(List<(double X, double Y, double Z)> points)
        {
            if (!points.SequenceEqual(_selectedPoints))
            {
                _selectedPoints.Clear();
                _selectedPoints.AddRange(points);
                Selections++;
            }
        }

        /// <summary>How the images are arranged.</summary>
        public Arrangement Arrangement { get; private set; }

        /// <summary>Where images on the photo stand; null in the body, or while nothing is known.</summary>
        public OnPhoto? Plane { get; private set; }

        /// <summary>Arranges images between their labels, or on photos, once it is known where those lie.</summary>
        public void SetArrangement(Arrangement arrangement, OnPhoto? plane)
        {
            if (arrangement == Arrangement && ReferenceEquals(plane, Plane))
            {
                return;
            }

            (Arrangement, Plane) = (arrangement, plane);
            _body.Shown = arrangement == Arrangement.Tetrahedron;
            // Photos are around the body's centre too; many tall ones are higher than a body.
            PlaneRectangle frame = plane?.Frame ?? default;
            Bounds reach = PoolBody.ReachOf((float)(frame.Top - frame.Bottom));
            _images.SetBounds(reach);
            _labels.SetBounds(reach);
            _photos.SetPlaces(plane?.Photos ?? Array.Empty<PlaneRectangle>(), reach);
            WriteLabels();
        }

        /// <summary>Whether the scene stands in a room around a person.</summary>
        public bool InRoom { get; private set; }

        /// <summary>
        /// Whether the scene stands in a room around a person. Then images and labels face the head, nothing stands
        /// before what is nearer, for two eyes would not believe it, and labels can be read however small the scene is.
        /// </summary>
        public void SetInRoom(bool on)
        {
            InRoom = on;
            _images.SetRaise(!on);
            _body.SetRaise(!on);
            _labels.SetLeastSize(on ? (float)RoomLayout.LeastText : 0f);
        }

        /// <summary>The original and what shows through a mask; null while they are on their way.</summary>
        public void SetPictures(Tensor? picture, Tensor? filling)
        {
            _images.SetPictures(picture, filling);
            _photos.SetPicture(_images.Picture);
        }

        /// <summary>What the scene is seen through; its images and labels face it.</summary>
        public Camera Camera
        {
            get => _camera;
            set => _camera = value;
        }

        /// <summary>All images there are. While more are arriving they stand where they belong at once.</summary>
        public void SetImages(IReadOnlyList<SceneImage> images, bool arriving)
        {
            _cloud.SetImages(images, Time.timeAsDouble, arriving);
        }

        /// <summary>
        /// The labels at the vertices, each with what is said of it below, as many as there are vertices; fewer leave
        /// the others without.
        /// </summary>
        public void SetLabels(int corners, IReadOnlyList<(string Name, string Mean)> labels)
        {
            Corners = corners;
            _body.SetShape(corners, _regions);
            _said.Clear();
            _said.AddRange(labels);
            WriteLabels();
        }

        /// <summary>The index in the pool of what a ray of the world hits first; null for nothing.</summary>
        /// <param name="ray">A pointer's or a hand's.</param>
        /// <param name="slack">What counts as an image around it, in metres.</param>
        public int? Pick(Ray ray, double slack = 0)
        {
            int place = PoolPicking.Pick(
                _cloud, Coordinates.FromUnity(ray, transform), EyeAt(), Time.timeAsDouble, slack);
            return place == PoolPicking.None ? (int?)null : _cloud.IndexAt(place);
        }

        /// <summary>The number of the vertex whose label a ray of the world hits; null for none.</summary>
        public int? LabelAt(Ray ray) =>
            LabelPicking.Pick(_standing, Coordinates.FromUnity(ray, transform), EyeAt());

        /// <summary>Points at the label of a vertex; null at none.</summary>
        public void PointAtLabel(int? vertex)
        {
            if (vertex != _pointedLabel)
            {
                _pointedLabel = vertex;
                LabelHovered?.Invoke(vertex);
            }
        }

        /// <summary>Where an image of the pool is now, in the world; null for one that is not here.</summary>
        public Vector3? PlaceOf(int index)
        {
            int place = _cloud.PlaceOf(index);
            if (place < 0)
            {
                return null;
            }

            Numerics.Vector4 stand = _cloud.Table[place].StandAt(Time.timeAsDouble);
            return transform.TransformPoint(Coordinates.ToUnity(new Numerics.Vector3(stand.X, stand.Y, stand.Z)));
        }

        /// <summary>Points at an image of the pool; null at none.</summary>
        public void Hover(int? index)
        {
            _cloud.SetHovered(index, Time.timeAsDouble);
        }

        /// <summary>Chooses an image of the pool; null lets go.</summary>
        public void Choose(int? index)
        {
            _cloud.SetSelected(index, Time.timeAsDouble);
        }

        private void Awake()
        {
            Transform parent = transform;
            _photos = new PhotoPlanes(parent, _shaders.Photo, 0);
            _images = new ImageTable(parent, _shaders, 1);
            _body = new PoolBody(parent, _shaders.Edge, 2);
            _labels = new WordMesh("Labels", parent, _shaders.Word, _font, 3);
            _labels.SetBounds(PoolBody.Reach);
            _photos.SetTheme(_theme);
            _images.SetTheme(_theme);
            _body.SetTheme(_theme);
            SetLabels(Corners, Array.Empty<(string, string)>());
        }

        private void WriteLabels()
        {
            _labels.Clear();
            _standing.Clear();
            if (Arrangement != Arrangement.Tetrahedron)
            {
                WriteCaptions();
                return;
            }

            for (int vertex = 0; vertex < Math.Min(_said.Count, Corners); vertex++)
            {
                (string name, string mean) = _said[vertex];
                // Beside a segment there is little room.
                float most = Corners == 2 ? MostBeside : 0f;
                string[] lines = Corners == 2 ? mean.Split('·') : new[] { mean };
                float half = HalfOf(name, LabelSize, FontStyle.Bold);
                float widest = half;
                foreach (string line in lines)
                {
                    widest = Math.Max(widest, HalfOf(line, MeanSize, FontStyle.Normal));
                }

                Numerics.Vector3 place = LabelPlace(vertex, widest);
                float below = Below(vertex);
                _standing.Add(new StandingLabel(
                    PoolLayout.WorldPoint(place), half, -below - 1.4f * MeanSize, -below + LabelSize));
                Vector3 at = PoolBody.At(place);
                Vector4 text = SceneTheme.ForVertex(_theme.Text);
                _labels.Add(new Word(name, at, LabelSize, FontStyle.Bold, text, most, 0.5f, facesViewer: true, below));
                foreach (string line in lines)
                {
                    below += 1.2f * MeanSize;
                    Vector4 muted = SceneTheme.ForVertex(_theme.Muted);
                    _labels.Add(new Word(
                        line.Trim(), at, MeanSize, FontStyle.Normal, muted, most, 0.5f, facesViewer: true, below));
                }
            }
        }

        private void WriteCaptions()
        {
            foreach (PhotoCaption caption in Plane?.Captions ?? Array.Empty<PhotoCaption>())
            {
                Vector3 at = Coordinates.ToUnity(caption.Point);
                Vector4 text = SceneTheme.ForVertex(_theme.Text);
                Vector4 muted = SceneTheme.ForVertex(_theme.Muted);
                float width = _labels.Measure(caption.Text + "  ", MeanSize, FontStyle.Bold);
                var behind = new Vector3(at.x + width, at.y, at.z);
                _labels.Add(new Word(
                    caption.Text, at, MeanSize, FontStyle.Bold, text, facesViewer: true, below: -AbovePhoto));
                _labels.Add(new Word(
                    caption.More, behind, MeanSize, FontStyle.Normal, muted, facesViewer: true, below: -AbovePhoto));
            }
        }

        private float HalfOf(string text, float size, FontStyle style)
        {
            float width = _labels.Measure(text, size, style);
            return (Corners == 2 ? Math.Min(width, MostBeside) : width) / 2f;
        }

        /// <summary>
        /// Where the middle of a label stands, as positions in messages have it. On a segment images go far up and
        /// down, at its ends as well: there labels are beside it.
        /// </summary>
        private Numerics.Vector3 LabelPlace(int vertex, float half)
        {
            float beside = Corners == 2 ? half / (float)PoolNumbers.Circumradius : 0f;
            return PoolLayout.VerticesOf(Corners)[vertex] * (LabelAway + beside);
        }

        /// <summary>
        /// How far below its place a name's baseline is: the one at the top stands on its vertex, the others hang below
        /// theirs.
        /// </summary>
        private float Below(int vertex)
        {
            float height = PoolLayout.VerticesOf(Corners)[vertex].Y;
            return Corners == 2 ? LabelSize / 2f : height > 0f ? -MeanSize : LabelSize;
        }

        private void LateUpdate()
        {
            Transform head = _camera.transform;
            Vector3 faced = InRoom ? head.position : head.forward * -1f;
            var eye = new Vector4(faced.x, faced.y, faced.z, InRoom ? 1f : 0f);
            (float near, float far) = PoolCamera.Depths(EyeAt());
            var depths = new Vector4(near, far, 0f, 0f);
            var lens = Lens.OfDegrees(_camera.fieldOfView, _camera.pixelWidth, _camera.pixelHeight);
            _images.Update(_cloud, Time.timeAsDouble, depths, (float)lens.PixelsPerMetre(1));
            _images.SetEye(eye);
            _body.SetDepths(depths);
            _labels.SetEye(eye);
            _labels.Update();
        }

        private void OnDestroy()
        {
            _photos.Dispose();
            _images.Dispose();
            _body.Dispose();
            _labels.Dispose();
        }

        /// <summary>The label at the top stands on its vertex, the others hang below theirs.</summary>
        private Numerics.Vector3 EyeAt() =>
            Coordinates.FromUnity(transform.InverseTransformPoint(_camera.transform.position));
    }
}
