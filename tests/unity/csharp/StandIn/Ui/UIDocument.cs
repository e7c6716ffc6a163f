using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace UnityEngine.UIElements
{
    [DefaultExecutionOrder(-100)]
    public sealed class UIDocument : MonoBehaviour
    {
        private const float PixelsPerUnit = 100f;
        private VisualElement _root;

        public VisualTreeAsset visualTreeAsset { get; set; }

        public PanelSettings panelSettings { get; set; }

        public WorldSpaceSizeMode worldSpaceSizeMode { internal get; set; }

        public Vector2 worldSpaceSize { get; set; } = new Vector2(1920f, 1080f);

        public Pivot pivot { internal get; set; }

        public enum WorldSpaceSizeMode
        {
            Dynamic,
            Fixed,
        }

        public VisualElement rootVisualElement
        {
            get
            {
                // A document makes its tree when it is enabled; what asks for it earlier gets nothing.
                if (_root is null && Engine.Loop.Playing && gameObject.activeInHierarchy)
                {
                    _root = visualTreeAsset.Instantiated();
                    _root.SetPanel(new Panel { Document = this });
                }

                return _root;
            }
        }

        /// <summary>Whether it stands in the room, and not before it.</summary>
        internal bool InRoom => panelSettings.renderMode == PanelRenderMode.WorldSpace;

        /// <summary>Its size in the room in pixels; none where that is the size of what is in it.</summary>
        internal Vector2 RoomSize => worldSpaceSizeMode == WorldSpaceSizeMode.Fixed ? worldSpaceSize : default;

        /// <summary>Its size in pixels, as a browser has laid it out; nothing is laid out here.</summary>
        internal Vector2 LaidOut { get; set; }

        /// <summary>
        /// The boxes of its named elements in pixels from the top left, as a browser has laid them out.
        /// </summary>
        internal Dictionary<string, Rect> Places { get; } = new Dictionary<string, Rect>();

        /// <summary>Where a pixel is in the world.</summary>
        internal Vector3 AtPixel(Vector2 pixel) => transform.TransformPoint(
            new Vector3((pixel.x - LaidOut.x / 2f) / PixelsPerUnit, (LaidOut.y / 2f - pixel.y) / PixelsPerUnit, 0f));

        /// <summary>The pixel at a point of its own object.</summary>
        internal Vector2 PixelAt(Vector2 point) => new Vector2(
            point.x * PixelsPerUnit + LaidOut.x / 2f, LaidOut.y / 2f - point.y * PixelsPerUnit);

        /// <summary>The document that an element is in.</summary>
        internal static UIDocument Of(VisualElement element) => ((Panel)element.panel).Document;

        /// <summary>The box of an element in its document.</summary>
        internal static Rect BoxOf(VisualElement element) =>
            Of(element).Places.TryGetValue(element.name, out Rect box) ? box : default;

        /// <summary>The innermost element that a ray of the world hits, and where; null for none.</summary>
        internal VisualElement Hit(Ray ray, out Vector3 at)
        {
            Vector3 from = transform.InverseTransformPoint(ray.origin);
            Vector3 way = transform.InverseTransformPoint(ray.origin + ray.direction) - from;
            Vector3 met = from + way * (-from.z / way.z);
            at = transform.TransformPoint(met);
            if (!InRoom || !(from.z / way.z < 0f))
            {
                return null;
            }

            Vector2 pixel = PixelAt(met);
            VisualElement hit = null;
            foreach (KeyValuePair<string, Rect> place in Places)
            {
                Rect box = place.Value;
                if (pixel.x >= box.x && pixel.x <= box.x + box.width && pixel.y >= box.y
                    && pixel.y <= box.y + box.height)
                {
                    VisualElement element = rootVisualElement.Q<VisualElement>(place.Key);
                    hit = element is null || !element.Shown || element.pickingMode == PickingMode.Ignore
                        ? hit
                        : element;
                }
            }

            return hit;
        }

        /// <summary>All that are enabled.</summary>
        internal static List<UIDocument> Enabled { get; } = new List<UIDocument>();

        private void OnEnable()
        {
            Enabled.Add(this);
        }

        private void OnDisable()
        {
            Enabled.Remove(this);
        }

        /// <summary>Where the pointer is on a panel is for whoever drives the client to say: nothing is laid out here.
        /// </summary>
        internal static VisualElement UnderPointer { get; set; }

        private sealed class Panel : IPanel
        {
            public FocusController focusController { get; } = new FocusController();

            public UIDocument Document { get; set; }

            public VisualElement Pick(Vector2 point) => UnderPointer;
        }
    }

    public class PanelSettings : ScriptableObject
    {
        internal PanelSettings()
        {
        }

        public PanelRenderMode renderMode { internal get; set; }

        public ThemeStyleSheet themeStyleSheet { internal get; set; }

        public PanelScaleMode scaleMode { internal get; set; }

        public Vector2Int referenceResolution { internal get; set; }
    }

    public enum PanelRenderMode
    {
        WorldSpace = 1,
    }

    public enum Pivot
    {
        Center,
    }

    public enum PanelScaleMode
    {
        ScaleWithScreenSize = 2,
    }

    public class StyleSheet : ScriptableObject
    {
    }

    public class ThemeStyleSheet : StyleSheet
    {
    }

    public sealed class VisualTreeAsset : ScriptableObject
    {
        private string _folder;
        private XElement _source;

        internal VisualTreeAsset()
        {
        }

        internal static VisualTreeAsset Read(string path)
        {
            return new VisualTreeAsset
            {
                _source = XDocument.Load(path).Root, _folder = Path.GetDirectoryName(path), name = path,
            };
        }

        internal VisualElement Instantiated()
        {
            var root = new VisualElement();
            AddTo(root);
            return root;
        }

        private void AddTo(VisualElement root)
        {
            foreach (XElement element in _source.Elements())
            {
                if (element.Name.LocalName != "Style" && element.Name.LocalName != "Template")
                {
                    root.Add(Made(element));
                }
            }
        }

        private VisualElement Made(XElement source)
        {
            bool instance = source.Name.LocalName == "Instance";
            string type = instance ? nameof(VisualElement) : source.Name.LocalName;
            var element = (VisualElement)Activator.CreateInstance(Type.GetType("UnityEngine.UIElements." + type));
            foreach (XAttribute attribute in source.Attributes())
            {
                if (instance && attribute.Name == "template")
                {
                    TemplateOf(attribute.Value).AddTo(element);
                }
                else
                {
                    element.SetAttribute(attribute.Name.LocalName, attribute.Value);
                }
            }

            foreach (XElement child in source.Elements())
            {
                element.Add(Made(child));
            }

            return element;
        }

        /// <summary>The document that a template's name stands for.</summary>
        private VisualTreeAsset TemplateOf(string template)
        {
            XElement found = _source.Elements().Single(
                each => each.Name.LocalName == "Template" && each.Attribute("name")?.Value == template);
            return Read(Path.Combine(_folder, found.Attribute("src")!.Value));
        }
    }
}
