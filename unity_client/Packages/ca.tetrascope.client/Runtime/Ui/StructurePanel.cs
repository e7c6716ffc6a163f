using System;
using System.Collections.Generic;
using Tetrascope.Colours;
using Tetrascope.Masks;
using Tetrascope.Picking;
using Tetrascope.Structure;
using Tetrascope.Wording;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>The panel of scene 1: what masks are drawn with, how layers are shown, and the modified images kept.</summary>
    public sealed class StructurePanel : MonoBehaviour
    {
        private static readonly LayerChoice[] Choices = { LayerChoice.Usual, LayerChoice.Convolutions, LayerChoice.All };

        [SerializeField, Tooltip("The panels.")]
        private UIDocument _panels = null!;

        [SerializeField, Tooltip("The session.")]
        private StructureView _view = null!;

        [SerializeField, Tooltip("What draws it.")]
        private StructureScene _scene = null!;

        private DropdownField _fill = null!;
        private SliderInt _clusters = null!;
        private Button _undo = null!;
        private Button _redo = null!;
        private Button _clear = null!;
        private VisualElement _shelf = null!;
        private Label _status = null!;
        private Label _tip = null!;
        private StructureSession? _session;

        private void Start()
        {
            VisualElement root = _panels.rootVisualElement.Q<VisualElement>("structure");
            _undo = root.Q<Button>("undo");
            _redo = root.Q<Button>("redo");
            _clear = root.Q<Button>("clear");
            _shelf = root.Q<VisualElement>("shelf");
            _status = root.Q<Label>("structure-status");
            _tip = root.Q<Label>("structure-tip");
            _undo.clicked += () => _session?.Masks.Undo();
            _redo.clicked += () => _session?.Masks.Redo();
            _clear.clicked += () => _session?.Masks.Clear();
            root.Q<Button>("keep").clicked += () => _session?.Shelf.Keep();
            ReadyTools(root);
            ReadyDisplay(root);
            _view.SessionChanged += Follow;
            _scene.PanelHovered += ShowTip;
            Follow();
        }

        private void OnDestroy()
        {
            _view.SessionChanged -= Follow;
            _scene.PanelHovered -= ShowTip;
            Unfollow();
        }

        private void ReadyTools(VisualElement root)
        {
            DropdownField tool = root.Q<DropdownField>("tool");
            tool.choices = new List<string>(Enum.GetNames(typeof(Tool)));
            tool.SetValueWithoutNotify(_view.Tools.InHand.ToString());
            tool.RegisterValueChangedCallback(chosen => _view.Tools.InHand = (Tool)Enum.Parse(typeof(Tool), chosen.newValue));
            SliderInt brush = root.Q<SliderInt>("brush");
            brush.SetValueWithoutNotify(_view.Tools.BrushSize);
            brush.RegisterValueChangedCallback(moved => _view.Tools.BrushSize = moved.newValue);
            _fill = root.Q<DropdownField>("fill");
            FillChoice.Ready(_fill, name => _session!.Masks.Fill = name);
        }

        private void ReadyDisplay(VisualElement root)
        {
            _clusters = root.Q<SliderInt>("clusters");
            _clusters.RegisterValueChangedCallback(moved => _session!.Display.ClusterCount = moved.newValue);
            DropdownField colours = root.Q<DropdownField>("colours");
            var titles = new List<string>();
            foreach (ColourMap map in SceneColours.ColourMaps)
            {
                titles.Add(map.Title);
            }

            colours.choices = titles;
            colours.SetValueWithoutNotify(titles[0]);
            colours.RegisterValueChangedCallback(
                _ => _view.SetColourMap(SceneColours.ColourMaps[colours.index].Name));
            DropdownField layers = root.Q<DropdownField>("layers");
            layers.choices = new List<string> { "usual", "convolutions", "all" };
            layers.SetValueWithoutNotify(layers.choices[0]);
            layers.RegisterValueChangedCallback(_ => _session!.Display.LayersShown = Choices[layers.index]);
            Toggle field = root.Q<Toggle>("field-on-input");
            field.SetValueWithoutNotify(_scene.FieldOnInput);
            field.RegisterValueChangedCallback(set => _scene.FieldOnInput = set.newValue);
        }

        private void Follow()
        {
            Unfollow();
            _session = _view.Session;
            if (_session == null)
            {
                return;
            }

            _session.MaskChanged += ShowMasks;
            _session.Shelf.Changed += ShowShelf;
            _session.Display.Changed += ShowDisplay;
            _session.ProgressChanged += ShowProgress;
            ShowMasks();
            ShowShelf();
            ShowDisplay();
            ShowProgress();
        }

        private void Unfollow()
        {
            if (_session == null)
            {
                return;
            }

            _session.MaskChanged -= ShowMasks;
            _session.Shelf.Changed -= ShowShelf;
            _session.Display.Changed -= ShowDisplay;
            _session.ProgressChanged -= ShowProgress;
            _session = null;
        }

        private void ShowMasks()
        {
            MaskEdits masks = _session!.Masks;
            _undo.SetEnabled(masks.CanUndo);
            _redo.SetEnabled(masks.CanRedo);
            _clear.SetEnabled(masks.All.Count > 0);
            FillChoice.Show(_fill, masks.Fill);
        }

        private void ShowDisplay()
        {
            _clusters.SetValueWithoutNotify(_session!.Display.ClusterCount);
        }

        private void ShowShelf()
        {
            _shelf.Clear();
            foreach (Modified item in _session!.Shelf.Kept)
            {
                var row = new VisualElement();
                row.AddToClassList("row");
                var name = new TextField { value = item.Name };
                name.RegisterValueChangedCallback(typed => _session.Shelf.Rename(item.Id, typed.newValue));
                var show = new Button { name = $"shelf-show-{item.Id}", text = "Show" };
                show.clicked += () => _session.Shelf.Show(item);
                var forget = new Button { text = "Forget" };
                forget.clicked += () => _session.Shelf.Forget(item.Id);
                row.Add(name);
                row.Add(show);
                row.Add(forget);
                _shelf.Add(row);
            }
        }

        private void ShowProgress()
        {
            Answers answers = _session!.Answers;
            switch (answers.State)
            {
                case AnswerState.Running:
                    _status.text = StructureWording.Running(
                        answers.Arrived, _session.Display.ColumnLayers.Count, answers.Progress?.Stage);
                    break;
                case AnswerState.Complete:
                    _status.text = StructureWording.Updated(answers.LastSeconds ?? 0);
                    break;
                case AnswerState.Failed:
                    _status.text = $"{answers.Complaint?.Message} {answers.Complaint?.Hint}".Trim();
                    break;
                default:
                    _status.text = "";
                    break;
            }
        }

        private void ShowTip(StructureHover? hover)
        {
            _tip.EnableInClassList("hidden", hover == null);
            if (!(hover is StructureHover known))
            {
                return;
            }

            Layout.Column column = _scene.Columns.List[known.Position];
            string? before = known.Position == 0 ? null : _scene.Columns.List[known.Position - 1].Name;
            string panel = StructureWording.HoverCluster(
                known.Cluster, _scene.Columns.Clusters(known.Position), column.ClusterAt(known.Cluster));
            _tip.text = $"{column.Name}\n{panel}\n{StructureWording.HoverPixel(known.Pixel, known.Value)}\n"
                + StructureWording.HoverField(known.Region, before, known.InputRegion);
        }
    }
}
